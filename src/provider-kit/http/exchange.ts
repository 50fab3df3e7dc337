export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** One request to a provider. The URL is absolute, built from configuration. */
export interface ProviderRequest {
  method: HttpMethod
  url: string
  headers?: Record<string, string>
  /** Sent as JSON. Left out: no body and no content type. */
  body?: unknown
}

/**
 * Whether the body arrived whole. A status can be trusted even where its body
 * can't: a 404 with a broken body is still a 404, a 200 with one proves
 * nothing. `encoded`: it came in a `content-encoding` that can't be unpacked.
 */
export type BodyState = "complete" | "too_large" | "broken" | "encoded"

export interface ExchangeResponse {
  kind: "response"
  status: number
  /** Lower-case names; only what decisions are made from. */
  headers: {
    content_type: string | null
    retry_after: string | null
    date: string | null
    location: string | null
  }
  body_state: BodyState
  /** What arrived, unpacked, at most the client's `maxBodyBytes`. */
  body: string
}

export interface ExchangeFailure {
  kind: "failure"
  /**
   * False: proven that no byte of the request left. True: it may have, so the
   * provider may have acted on it.
   */
  sent: boolean
  /**
   * Not sent: `connection_failed`, `host_not_allowed`, `invalid_request`,
   * `no_time_left`, `client_closed`. Sent: `timeout`, `connection_lost`.
   */
  code: string
  message: string
}

/** A request and what became of it. Headers are never kept: they hold keys. */
export interface Exchange {
  request: { method: HttpMethod; url: string; body: unknown }
  result: ExchangeResponse | ExchangeFailure
  duration_ms: number
}

export const isResponse = (
  result: Exchange["result"]
): result is ExchangeResponse => result.kind === "response"

/** A parsed JSON body, or `undefined` where it is not JSON or not whole. */
export const jsonOf = (response: ExchangeResponse): unknown => {
  if (response.body_state !== "complete") {
    return undefined
  }
  try {
    return JSON.parse(response.body) as unknown
  } catch {
    return undefined
  }
}

/** The parsed JSON body of an answer; `undefined` where there is none. */
export const bodyOf = ({ result }: Exchange): unknown =>
  isResponse(result) ? jsonOf(result) : undefined
