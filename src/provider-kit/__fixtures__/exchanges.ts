import {
  type Exchange,
  type ExchangeResponse,
  type ProviderHttp,
  type ProviderRequest,
} from ".."

const REQUEST: ProviderRequest = {
  method: "PATCH",
  url: "https://provider.test/order",
}

type Answer = Partial<Omit<ExchangeResponse, "kind" | "headers">> & {
  headers?: Partial<ExchangeResponse["headers"]>
}

const exchangeOf = (
  result: Exchange["result"],
  { method, url, body }: ProviderRequest
): Exchange => ({
  request: { method, url, body: body ?? null },
  result,
  duration_ms: 12,
})

/** An answer. A body that isn't a string is sent as JSON. */
export const answered = (
  status: number,
  body: unknown = "",
  answer: Answer = {},
  request: ProviderRequest = REQUEST
): Exchange =>
  exchangeOf(
    {
      kind: "response",
      status,
      body_state: "complete",
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...answer,
      headers: {
        content_type: "application/json",
        retry_after: null,
        date: null,
        location: null,
        ...answer.headers,
      },
    },
    request
  )

/** No answer at all. */
export const failed = (
  sent: boolean,
  code: string,
  message = "It failed.",
  request: ProviderRequest = REQUEST
): Exchange => exchangeOf({ kind: "failure", sent, code, message }, request)

/**
 * Answers in the order of the requests, each once. With `METHOD /path` as keys,
 * the last answer of a key repeats.
 */
export type Script = Exchange[] | Record<string, Exchange[]>

/** An HTTP client that answers by a script and keeps the requests. */
export class FakeHttp implements ProviderHttp {
  readonly requests: ProviderRequest[] = []

  constructor(private readonly script: Script) {}

  /** `METHOD /path` of each request. */
  get calls(): string[] {
    return this.requests.map(
      ({ method, url }) => `${method} ${new URL(url).pathname}`
    )
  }

  async send(request: ProviderRequest): Promise<Exchange> {
    this.requests.push(request)
    const exchange = this.next()
    if (!exchange) {
      throw new Error(`Unexpected: ${request.method} ${request.url}`)
    }
    return exchangeOf(exchange.result, request)
  }

  /** The answer to the latest request. */
  private next(): Exchange | undefined {
    const { calls, script } = this
    const last = calls.length - 1
    if (Array.isArray(script)) {
      return script[last]
    }
    const answers = script[calls[last] ?? ""] ?? []
    const before = calls.filter((call) => call === calls[last]).length - 1
    return answers[Math.min(before, answers.length - 1)]
  }
}
