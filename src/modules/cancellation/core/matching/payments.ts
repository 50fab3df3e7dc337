import { OrderSnapshot, PaymentSnapshot } from "./order-snapshot"

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

/** The payments that were made with a provider, the first one first. */
export const paymentsWith = (
  order: OrderSnapshot,
  providerId: string
): PaymentSnapshot[] =>
  order.payments
    .filter(({ provider_id }) => namesProvider(provider_id, providerId))
    .sort(
      (a, b) =>
        a.created_at.getTime() - b.created_at.getTime() ||
        (a.id < b.id ? -1 : 1)
    )

/**
 * Whether Medusa gave a payment up while its order lived. An edit of an order
 * does that to a payment that is only authorised, and the shopper pays again.
 *
 * While the order lives, the payment's `canceled_at` tells. Cancelling the
 * order blurs that: Medusa then cancels every payment without captures once
 * more, even dead ones, and overwrites the time of each. Only a payment
 * collection that was cancelled before keeps its time (run on 2.21.2):
 *
 * | | collection | its payment |
 * | --- | --- | --- |
 * | an edit | 1st: cancelled 42.002 | cancelled 42.014 |
 * | the cancel | 1st: left at 42.002 | cancelled 43.740 |
 * | | 2nd: cancelled 44.417 | cancelled 43.729 |
 *
 * An edit closes the collection first and then its payments; a cancel does it
 * the other way round. So a payment had been given up if its collection was
 * closed before the payment's last cancel, and another collection follows. The
 * second condition covers a cancel that broke off halfway and was repeated: it
 * leaves the same times.
 *
 * In doubt, a payment counts as alive: a provider that is asked to cancel
 * something dead says so, but something that it isn't asked to cancel lives on.
 */
export const isGivenUp = (
  { canceled_at, is_captured, collection }: PaymentSnapshot,
  order: OrderSnapshot
): boolean => {
  if (canceled_at === null || is_captured) {
    return false
  }
  return (
    order.canceled_at === null ||
    (collection.is_canceled &&
      collection.has_successor &&
      collection.updated_at.getTime() < canceled_at.getTime())
  )
}

/** Payments that Medusa has not given up, the first one first. */
export const livePaymentsWith = (
  order: OrderSnapshot,
  providerId: string
): PaymentSnapshot[] =>
  paymentsWith(order, providerId).filter(
    (payment) => !isGivenUp(payment, order)
  )
