import { type Obstacle, type ProviderOrderRef } from "../../provider-kit"
import { isPending } from "./proofs"
import { NOT_CONFIRMED, reasonIn } from "./why-not"
import { type OrderAnswer, type VoidsAnswer } from "./wire"

/**
 * What speaks against a full cancellation of an order that is live, or null.
 * That nothing remains, and nothing shows why, has two explanations: all was
 * captured, or Aplazame's record is incomplete.
 */
export const obstacleIn = (
  order: OrderAnswer | null,
  voids: VoidsAnswer | null,
  ref: Pick<ProviderOrderRef, "currency_code">
): Obstacle | null => {
  if (order && isPending(order)) {
    return { type: "not_confirmed", message: NOT_CONFIRMED.message }
  }
  const asked = { kind: "cancel" as const, provider_order: ref }
  const reason = reasonIn(asked, order, voids)
  return (
    reason && {
      type: reason.code === "order_captured" ? "captured" : "unclear",
      message: reason.message,
    }
  )
}
