import { ProviderRequest } from "../http/exchange"
import { DefinedRequest } from "./definition"

/**
 * A definition's request, complete. The slash between the two is put there
 * whatever was written: without it an order's id could become part of the host,
 * which gets the credentials.
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
