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

/** An answer; a body that isn't a string is sent as JSON. */
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
  message: string,
  request: ProviderRequest = REQUEST
): Exchange => exchangeOf({ kind: "failure", sent, code, message }, request)

/** An HTTP client that gives these answers in turn, and keeps the requests. */
export class FakeHttp implements ProviderHttp {
  readonly requests: ProviderRequest[] = []

  constructor(private readonly exchanges: Exchange[]) {}

  async send(request: ProviderRequest): Promise<Exchange> {
    this.requests.push(request)
    const exchange = this.exchanges[this.requests.length - 1]
    if (!exchange) {
      throw new Error(`Unexpected: ${request.method} ${request.url}`)
    }
    return exchangeOf(exchange.result, request)
  }
}
