import { Dispatcher } from "undici"
import { ProviderRequest } from "./exchange"

/** A provider's own headers win over these defaults, in any letter case. */
const headersFor = (request: ProviderRequest): Record<string, string> => ({
  accept: "application/json",
  "accept-encoding": "identity",
  "user-agent": "medusa-plugin-cancellation",
  ...(request.body === undefined ? {} : { "content-type": "application/json" }),
  ...Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ])
  ),
})

/**
 * @param isFresh - closes the connection after this request
 * @throws Error where the body can't be written as JSON
 */
export const dispatchOptions = (
  url: URL,
  request: ProviderRequest,
  isFresh: boolean
): Dispatcher.DispatchOptions => ({
  origin: url.origin,
  path: `${url.pathname}${url.search}`,
  method: request.method,
  headers: headersFor(request),
  body: request.body === undefined ? null : JSON.stringify(request.body),
  ...(isFresh && { reset: true }),
  // AnswerHandler bounds the call as a whole.
  headersTimeout: 0,
  bodyTimeout: 0,
})
