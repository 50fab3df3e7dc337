import { Dispatcher } from "undici"
import { ProviderRequest } from "./exchange"

/** Ours are defaults, whatever the case in which a strategy names its own. */
const headersFor = (request: ProviderRequest): Record<string, string> => ({
  accept: "application/json",
  "user-agent": "medusa-plugin-cancellation",
  ...(request.body === undefined ? {} : { "content-type": "application/json" }),
  ...Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ])
  ),
})

/** Throws where the body can't be written as JSON. */
export const dispatchOptions = (
  url: URL,
  request: ProviderRequest
): Dispatcher.DispatchOptions => ({
  origin: url.origin,
  path: `${url.pathname}${url.search}`,
  method: request.method,
  headers: headersFor(request),
  body: request.body === undefined ? null : JSON.stringify(request.body),
  // AnswerHandler bounds the call as a whole.
  headersTimeout: 0,
  bodyTimeout: 0,
})
