import { Exchange, Outcome, Proof, unknown } from "../../../provider-kit"
import { errorOf, ourError } from "./error"
import { exchangesOf, statusOf } from "./exchanges"
import { Complain, decimalOf, fieldsOf, idOf, isAbsent, waitOf } from "./given"
import { proofOf } from "./proof"

/** The proof for a success that brings none of its own. */
const answerOf = (identifier: string, exchanges: Exchange[]): Proof => {
  const status = statusOf(exchanges)
  return {
    by: "answer",
    statement: `${identifier} answered${status === null ? "" : ` ${status}`}.`,
    at: null,
  }
}

const remainingOf = (given: unknown, complain: Complain): string | null => {
  const decimal = decimalOf(given)
  if (decimal === null && !isAbsent(given)) {
    complain("its remaining is no decimal, so it was compared with nothing")
  }
  return decimal
}

/**
 * An outcome, from any value that a strategy returned. How it ended is kept as
 * long as that can be told; otherwise the outcome is unknown.
 */
export const outcomeOf = (
  given: unknown,
  identifier: string,
  complain: Complain
): Outcome => {
  const fields = fieldsOf(given)
  const { type } = fields
  const exchanges = exchangesOf(fields.exchanges, complain)
  switch (type) {
    case "succeeded":
      return {
        type,
        proof: proofOf(fields.proof, answerOf(identifier, exchanges), complain),
        reference: idOf(fields.reference, "reference", complain),
        remaining: remainingOf(fields.remaining, complain),
        exchanges,
      }
    case "already_done":
      return {
        type,
        proof: proofOf(fields.proof, answerOf(identifier, exchanges), complain),
        reference: idOf(fields.reference, "reference", complain),
        exchanges,
      }
    case "accepted":
      return {
        type,
        reference: idOf(fields.reference, "reference", complain),
        is_waiting: fields.is_waiting === true,
        exchanges,
      }
    case "rejected":
      return { type, error: errorOf(fields.error, complain), exchanges }
    case "retry":
      return {
        type,
        error: errorOf(fields.error, complain),
        retry_after_ms: waitOf(fields.retry_after_ms, complain),
        exchanges,
      }
    case "unknown":
      return { type, error: errorOf(fields.error, complain), exchanges }
    default:
      complain("what it gave is no outcome, so nothing is known of that call")
      return unknown(
        ourError(
          `What ${identifier} made of the answer can't be used: it is a mistake in this provider's strategy.`
        ),
        { exchanges }
      )
  }
}
