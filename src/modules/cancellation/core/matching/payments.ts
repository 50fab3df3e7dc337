import { OrderSnapshot, PaymentSnapshot } from "./order-snapshot"

/**
 * Cancelling an order cancels its uncaptured payments first. One that was
 * cancelled earlier than this before the order was given up for another.
 */
const SAME_CANCEL_MS = 600_000

/**
 * Whether a Medusa payment provider, `pp_<identifier>_<id>`, names a provider
 * of ours: what follows `pp_`, or its part before or after a `_`, is its id.
 * `aplazame` is named by `pp_aplazame`, `pp_aplazame_es`, `pp_bnpl_aplazame`.
 */
export const namesProvider = (
  paymentProviderId: string,
  providerId: string
): boolean => {
  const name = paymentProviderId.replace(/^pp_/, "")
  return (
    paymentProviderId === providerId ||
    name === providerId ||
    name.startsWith(`${providerId}_`) ||
    name.endsWith(`_${providerId}`)
  )
}

/**
 * The payments that were made with a provider, the first one first: it is the
 * one that the order was placed with. Others follow where an edit of the order
 * asked for more.
 */
export const paymentsWith = (
  order: OrderSnapshot,
  providerId: string
): PaymentSnapshot[] =>
  order.payments
    .filter(
      (payment) =>
        namesProvider(payment.provider_id, providerId) &&
        !isGivenUp(payment, order)
    )
    .sort(
      (a, b) =>
        a.created_at.getTime() - b.created_at.getTime() ||
        (a.id < b.id ? -1 : 1)
    )

const isGivenUp = (
  { canceled_at }: PaymentSnapshot,
  order: OrderSnapshot
): boolean =>
  canceled_at !== null &&
  (order.canceled_at === null ||
    order.canceled_at.getTime() - canceled_at.getTime() > SAME_CANCEL_MS)
