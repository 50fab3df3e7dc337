import { pathSegment, type ProviderRequest } from "../../provider-kit"
import { type Options } from "./options"
import { type VoidBody } from "./wire"

const SEGMENT = { merchant: "vote", customer: "calculated" } as const

const ordersUrl = ({ baseUrl, payer }: Options): string =>
  `${baseUrl}/v3/integrations/${SEGMENT[payer]}/order`

const headers = ({ apiKey }: Options): Record<string, string> => ({
  "x-api-key": apiKey,
})

/**
 * Removes climes from a locked order (Climes, "Partial Order Cancellation").
 * Climes has no idempotency key, so each repetition removes again.
 *
 * @param climes - how many to remove, whole and positive
 */
export const voidRequest = (
  options: Options,
  externalId: string,
  climes: number
): ProviderRequest => ({
  method: "PATCH",
  url: `${ordersUrl(options)}/cancel`,
  headers: headers(options),
  body: {
    climes,
    partner_order_id: externalId,
  } satisfies VoidBody,
})

/**
 * Cancels a locked order as a whole (Climes, "Order Cancellation"). Null where
 * the id can't be part of a path.
 */
export const cancelRequest = (
  options: Options,
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
