import { pathSegment, type ProviderRequest } from "../../provider-kit"
import { type ClimesOptions } from "./options"
import { type RemoveClimesBody } from "./wire"

const SEGMENT = { merchant: "vote", customer: "calculated" } as const

const ordersUrl = ({ baseUrl, payer }: ClimesOptions): string =>
  `${baseUrl}/v3/integrations/${SEGMENT[payer]}/order`

const headers = ({ apiKey }: ClimesOptions): Record<string, string> => ({
  "x-api-key": apiKey,
})

/**
 * Removes climes from a locked order (Climes, "Partial Order Cancellation").
 * Each one sent removes again: Climes has no idempotency key.
 *
 * @param climes - how many to remove, whole and positive
 */
export const removeClimes = (
  options: ClimesOptions,
  externalId: string,
  climes: number
): ProviderRequest => ({
  method: "PATCH",
  url: `${ordersUrl(options)}/cancel`,
  headers: headers(options),
  body: {
    climes,
    partner_order_id: externalId,
  } satisfies RemoveClimesBody,
})

/**
 * Cancels a locked order as a whole (Climes, "Order Cancellation"). Null where
 * the id can't stand in a path.
 */
export const deleteOrder = (
  options: ClimesOptions,
  externalId: string
): ProviderRequest | null => {
  const segment = pathSegment(externalId)
  return segment === null
    ? null
    : {
        method: "DELETE",
        url: `${ordersUrl(options)}/${segment}/cancel`,
        headers: headers(options),
      }
}
