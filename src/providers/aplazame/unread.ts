import { notSentAfter, type Retry, retry } from "../../provider-kit"
import { type OrderReading, type VoidsReading } from "./answers"

/**
 * The outcome where a read says nothing about the order: it failed, or a
 * gateway's page came with a 404. Null where the read counts.
 */
export const unreadIn = (
  reading: OrderReading | VoidsReading | null
): Retry | null => {
  if (reading?.type === "unproven") {
    return notSentAfter(reading)
  }
  return reading?.type === "refused" && reading.is_missing === false
    ? retry(
        {
          code: "answer_unreadable",
          message: `Aplazame answered a read with ${reading.status} and something that is not an answer of its API, as of a gateway, so nothing is known of the order.`,
        },
        { exchanges: reading.outcome.exchanges }
      )
    : null
}
