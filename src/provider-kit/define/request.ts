import { ProviderRequest } from "../http/exchange"
import { DefinedRequest } from "./definition"

/**
 * The complete request. The slash between base URL and path is always added.
 * Without it an order's id could become part of the host, which is sent the
 * credentials.
 */
export const requestOf = (
  { method, path, body }: DefinedRequest,
  { baseUrl, headers }: { baseUrl: string; headers: Record<string, string> }
): ProviderRequest => ({
  method,
  url: `${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`,
  headers,
  ...(body === undefined ? {} : { body }),
})
