import { Preparation, retry } from "../../../provider-kit"
import { ourError } from "./error"
import { Complain, fieldsOf } from "./given"
import { outcomeOf } from "./outcome"

/** In characters of JSON. A baseline covers one order, and no more. */
const BASELINE_LIMIT = 1_000_000

/**
 * A baseline is stored in one batch with those of other calls, which must not
 * fail because of it.
 */
const isStorable = (baseline: unknown): boolean => {
  try {
    const json = JSON.stringify(baseline) as string | undefined
    return json === undefined || json.length <= BASELINE_LIMIT
  } catch {
    return false
  }
}

const unusable = (identifier: string, what: string): Preparation => ({
  type: "settled",
  // Whatever the mistake is, nothing was sent yet.
  outcome: retry(
    ourError(
      `${what} that ${identifier} prepared can't be used, so nothing was sent: it is a mistake in this provider's strategy.`
    )
  ),
})

/** A preparation, from any value that a strategy returned. */
export const preparationOf = (
  given: unknown,
  identifier: string,
  complain: Complain
): Preparation => {
  const fields = fieldsOf(given)
  switch (fields.type) {
    case "proceed":
      if (!isStorable(fields.baseline)) {
        complain("its baseline can't be stored, so nothing was sent")
        return unusable(identifier, "The baseline")
      }
      return { type: "proceed", baseline: fields.baseline ?? null }
    case "settled":
      return {
        type: "settled",
        outcome: outcomeOf(fields.outcome, identifier, complain),
      }
    default:
      complain("what it prepared is no preparation, so nothing was sent")
      return unusable(identifier, "What")
  }
}
