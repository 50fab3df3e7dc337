import {
  type CallSource,
  type CancellationCall,
  type Exchange,
  type Unknown,
  unknown,
} from "../../provider-kit"
import { formatAmount, toAplazameAmount } from "./amounts"
import { type VoidsAnswer } from "./wire"

/** What nobody asked this plugin for: somebody else may have acted on it. */
const AUTOMATIC: readonly CallSource[] = ["payment_refunded", "order_edited"]

/** By how much Aplazame's clock may be behind the store's. */
const CLOCKS_DIFFER_MS = 5 * 60 * 1_000

const isSince = (
  created: string | null | undefined,
  causedAt: string | null
): boolean => {
  const [made, caused] = [Date.parse(created ?? ""), Date.parse(causedAt ?? "")]
  // A time that isn't known may well be later.
  return (
    Number.isNaN(made) ||
    Number.isNaN(caused) ||
    made >= caused - CLOCKS_DIFFER_MS
  )
}

/**
 * A refund or an edit is being voided, and the list shows a void of exactly its
 * amount that nobody here asked for, made since: a payment provider that refunds
 * at Aplazame itself makes such a one, and a second would give the money back
 * twice. It may as well be about something else, so a person has to look.
 *
 * Null where there is none, or a person has looked.
 */
export const perhapsVoided = (
  call: CancellationCall,
  { results }: VoidsAnswer,
  ownedReferences: readonly string[],
  exchanges: Exchange[]
): Unknown | null => {
  if (
    call.kind !== "void" ||
    call.is_confirmed_not_applied ||
    !AUTOMATIC.includes(call.source)
  ) {
    return null
  }
  const amount = toAplazameAmount(call.amount ?? "")
  const entry = results.find(
    (result) =>
      result.amount === amount &&
      !ownedReferences.includes(result.id) &&
      isSince(result.created, call.caused_at)
  )
  if (!entry) {
    return null
  }
  const money = formatAmount(entry.amount, call.provider_order.currency_code)
  return unknown(
    {
      code: "perhaps_voided_already",
      message: `Aplazame lists a void of ${money} (${entry.id}) that nothing here asked for: perhaps the payment provider made it there with the refund. Nothing was sent. Look at Aplazame: if that void is this one, resolve this as succeeded; if it isn't, retry this and confirm that it was not applied.`,
    },
    { exchanges }
  )
}
