import { type ProviderRequest } from "../../provider-kit"
import { type FungiesOptions } from "./contract"

/** An order number may begin with `#`, which would cut the path off. */
const orderUrl = ({ baseUrl }: FungiesOptions, idOrNumber: string): string =>
  `${baseUrl}/orders/${encodeURIComponent(idOrNumber)}`

/**
 * Two plain headers, as in all samples of "Cancel Order". Its `Authorization:`
 * line contradicts them and is taken for a slip.
 */
const headers = (options: FungiesOptions): Record<string, string> => ({
  "x-fngs-public-key": options.publicKey,
  "x-fngs-secret-key": options.secretKey,
})

/** Sets an order's status to CANCELLED (Fungies, "Cancel Order"). */
export const cancelOrder = (
  options: FungiesOptions,
  idOrNumber: string
): ProviderRequest => ({
  method: "PATCH",
  url: `${orderUrl(options, idOrNumber)}/cancel`,
  headers: headers(options),
  body: {},
})

/** Reads an order (Fungies, "Get Order"). */
export const getOrder = (
  options: FungiesOptions,
  idOrNumber: string
): ProviderRequest => ({
  method: "GET",
  url: orderUrl(options, idOrNumber),
  headers: headers(options),
})
