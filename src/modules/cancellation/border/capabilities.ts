import {
  KindCapabilities,
  ProviderCapabilities,
  UNITS,
  Unit,
} from "../../../provider-kit"
import { MistakeInStrategy, fieldsOf, isAbsent } from "./given"

const kindOf = (given: unknown, name: string): KindCapabilities => {
  const { harmless_to_repeat, readable } = fieldsOf(given)
  if (
    typeof harmless_to_repeat !== "boolean" ||
    typeof readable !== "boolean"
  ) {
    throw new MistakeInStrategy(
      `capabilities.${name} has to be { harmless_to_repeat, readable }, both true or false`
    )
  }
  return { harmless_to_repeat, readable }
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
