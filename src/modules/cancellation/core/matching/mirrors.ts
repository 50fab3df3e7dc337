import { MatchingSettings } from "../../types"

/**
 * Whether a provider keeps the order itself, and not a payment of it. Money
 * that is taken off the order concerns each of these, beside the one provider
 * order that has the money.
 */
export const mirrorsOrders =
  (settings: MatchingSettings[]) =>
  ({ provider_id }: { provider_id: string }): boolean =>
    settings.some(
      (one) => one.provider_id === provider_id && one.uses_medusa_ids
    )
