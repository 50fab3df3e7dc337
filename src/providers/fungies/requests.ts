import { pathSegment, type ProviderRequest } from "../../provider-kit"
import { type Options } from "./options"

/** An order number may begin with `#`, which would cut off the path. */
const orderUrl = ({ baseUrl }: Options, idOrNumber: string): string | null => {
  const segment = pathSegment(idOrNumber)
  return segment === null ? null : `${baseUrl}/orders/${segment}`
}

/**
 * Two plain headers, as in all samples of "Cancel Order". The `Authorization:`
 * line there contradicts them, and is taken for a mistake.
 */
const headers = (options: Options): Record<string, string> => ({
  "x-fngs-public-key": options.publicKey,
  "x-fngs-secret-key": options.secretKey,
})

/**
 * Sets an order's status to CANCELLED (Fungies, "Cancel Order"). Null where the
 * id can't be part of a path.
 */
export const cancelRequest = (
  options: Options,
  idOrNumber: string
): ProviderRequest | null => {
  const url = orderUrl(options, idOrNumber)
  return url === null
    ? null
    : {
        method: "PATCH",
        url: `${url}/cancel`,
        headers: headers(options),
        body: {},
      }
}

/**
 * Reads an order (Fungies, "Get Order"). Null where the id can't be part of a
 * path.
 */
export const readRequest = (
  options: Options,
  idOrNumber: string
): ProviderRequest | null => {
  const url = orderUrl(options, idOrNumber)
  return url === null ? null : { method: "GET", url, headers: headers(options) }
}
