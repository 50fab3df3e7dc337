import {
  type CallSource,
  type CancellationCall,
  type Exchange,
  type Unknown,
  unknown,
} from "../../provider-kit"
import { formatAmount, toAplazameAmount } from "./amounts"
import { type VoidsAnswer } from "./wire"

/** Causes for which somebody outside of this plugin may have acted too. */
const AUTOMATIC: readonly CallSource[] = ["payment_refunded", "order_edited"]

/** How far Aplazame's clock may be behind the store's. */
const CLOCKS_DIFFER_MS = 5 * 60 * 1_000

const isSince = (
  created: string | null | undefined,
  causedAt: string | null
): boolean => {
  const [made, caused] = [Date.parse(created ?? ""), Date.parse(causedAt ?? "")]
  // A time that isn't known may be later.
  return (
    Number.isNaN(made) ||
    Number.isNaN(caused) ||
    made >= caused - CLOCKS_DIFFER_MS
  )
}

/**
 * Says that a refund or an edit may have been voided already: since then, the
 * list has got a void of exactly its amount that this plugin didn't ask for. A
 * payment provider that refunds at Aplazame itself makes such a void, and a
 * second one would give the money back twice. The void may also be about
 * something else, so a person has to look.
 *
 * Null where there is no such void, or a person has looked.
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
