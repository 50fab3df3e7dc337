import { CancellationCall } from "../call"
import { Exchange, isResponse } from "../http/exchange"
import { accepted, Outcome, unknown, Unknown } from "../outcome"

/** One call that was made, and what is known about its API. */
export interface Sent {
  call: CancellationCall
  exchange: Exchange
  /** The provider's name. */
  name: string
  /** Whether the record shows calls like this one. */
  readable: boolean
}

/** What the call was about, in the words of a proof. */
export const inWords = ({ kind, amount, items }: CancellationCall): string => {
  if (kind === "cancel") {
    return "the cancel"
  }
  const ids = items?.flatMap(({ external_item_ids }) => external_item_ids)
  return `the void of ${amount ?? ids?.join(", ") ?? "a part"}`
}

/** RFC 9110, 15.3.3: "the processing has not been completed". */
const ACCEPTED = 202

export const isOnlyTaken = ({ exchange: { result } }: Sent): boolean =>
  isResponse(result) && result.status === ACCEPTED

export const notShown = (
  { call, exchange, name }: Sent,
  reason: string
): Unknown =>
  unknown(
    {
      code: "not_shown",
      message: `${name} answered with success, which proves nothing: ${reason} Look at order ${call.provider_order.external_id} there.`,
    },
    { exchanges: [exchange] }
  )

/**
 * The outcome where the API took the call and settles it later. It is unknown
 * where the record can't be polled.
 *
 * @param is_waiting - whether the record showed it as waiting to be decided
 */
export const taken = (sent: Sent, is_waiting: boolean): Outcome =>
  sent.readable
    ? accepted({ is_waiting, exchanges: [sent.exchange] })
    : notShown(
        sent,
        "it took the call and settles it later, and its record can't be read."
      )
