import { ProviderRequest } from "../http/exchange"
import { FakeRequest } from "./types"

/** The part of a request that identifies it. */
export type Addressed = Pick<ProviderRequest, "method" | "url">

/** Whether what arrived is this request, by method and address. */
export const isSame = (
  { method, url }: Addressed,
  request: FakeRequest
): boolean => {
  const { pathname, search } = new URL(url)
  return (
    method === request.method &&
    pathname + search === request.path + request.query
  )
}
