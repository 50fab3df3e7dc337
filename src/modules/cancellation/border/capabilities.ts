import {
  KindCapabilities,
  ProviderCapabilities,
  UNITS,
  Unit,
} from "../../../provider-kit"
import { MistakeInStrategy, fieldsOf, isAbsent } from "./given"

const kindOf = (given: unknown, name: string): KindCapabilities => {
  const { harmless_to_repeat, repeats_alike, readable } = fieldsOf(given)
  if (
    typeof harmless_to_repeat !== "boolean" ||
    typeof readable !== "boolean"
  ) {
    throw new MistakeInStrategy(
      `capabilities.${name} has to be { harmless_to_repeat, readable }, both true or false`
    )
  }
  if (!isAbsent(repeats_alike) && typeof repeats_alike !== "boolean") {
    throw new MistakeInStrategy(
      `capabilities.${name}.repeats_alike has to be true or false, or left out`
    )
  }
  if (repeats_alike && !harmless_to_repeat) {
    throw new MistakeInStrategy(
      `capabilities.${name}.repeats_alike is for a call that is harmless_to_repeat: leave it out, or declare that too`
    )
  }
  return {
    harmless_to_repeat,
    readable,
    ...(repeats_alike === true && { repeats_alike }),
  }
}

/**
 * The capabilities that a strategy declares, read once: they decide what may be
 * sent again, so they must not change between two calls.
 *
 * @throws an error that says what is wrong with them; it stops the boot
 */
export const capabilitiesOf = (given: unknown): ProviderCapabilities => {
  const fields = fieldsOf(given)
  if (!UNITS.includes(fields.unit as Unit)) {
    throw new MistakeInStrategy(
      `capabilities.unit has to be one of ${UNITS.join(", ")}`
    )
  }
  return {
    unit: fields.unit as Unit,
    cancel: kindOf(fields.cancel, "cancel"),
    void: isAbsent(fields.void) ? null : kindOf(fields.void, "void"),
    has_record: fields.has_record === true,
    uses_medusa_ids: fields.uses_medusa_ids === true,
  }
}
