export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** One request to a provider. The absolute URL comes from configuration. */
export interface ProviderRequest {
  method: HttpMethod
  url: string
  headers?: Record<string, string>
  /** Sent as JSON. Left out: no body and no content type. */
  body?: unknown
}

/**
 * Whether the body arrived whole. The status can be trusted even where the body
 * can't: a 404 with a broken body is still a 404, while a 200 with one proves
 * nothing. `encoded`: its `content-encoding` can't be unpacked.
 */
export type BodyState = "complete" | "too_large" | "broken" | "encoded"

export interface ExchangeResponse {
  kind: "response"
  status: number
  /** Lower-case names, and only those that decisions need. */
  headers: {
    content_type: string | null
    retry_after: string | null
    date: string | null
    location: string | null
  }
  body_state: BodyState
  /** What arrived, unpacked, up to the client's `maxBodyBytes`. */
  body: string
}

export interface ExchangeFailure {
  kind: "failure"
  /**
   * False: it is proven that no byte of the request left. True: some may have,
   * so the provider may have acted on it.
   */
  sent: boolean
  /**
   * Not sent: `connection_failed`, `host_not_allowed`, `invalid_request`,
   * `no_time_left`, `client_closed`. Sent: `timeout`, `connection_lost`.
   */
  code: string
  message: string
}

/** A request and its result. Headers are never kept, because they hold keys. */
export interface Exchange {
  request: { method: HttpMethod; url: string; body: unknown }
  result: ExchangeResponse | ExchangeFailure
  duration_ms: number
}

export const isResponse = (
  result: Exchange["result"]
): result is ExchangeResponse => result.kind === "response"

/** The body as JSON. Undefined where it isn't JSON or isn't whole. */
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

/** The answer's body as JSON. Undefined where there is none. */
export const bodyOf = ({ result }: Exchange): unknown =>
  isResponse(result) ? jsonOf(result) : undefined
