import {
  CancellationCall,
  Exchange,
  ProviderHttp,
  ProviderRequest,
} from "../../../provider-kit"

type Result = Exchange["result"]

/** An answer that arrived whole; a body that isn't a string is sent as JSON. */
export const answer = (
  status: number,
  body: unknown = "",
  more: {
    retryAfter?: string
    bodyState?: "complete" | "broken" | "too_large"
  } = {}
): Result => ({
  kind: "response",
  status,
  headers: {
    content_type: "application/json",
    retry_after: more.retryAfter ?? null,
    date: null,
    location: null,
  },
  body_state: more.bodyState ?? "complete",
  body: typeof body === "string" ? body : JSON.stringify(body),
})

export const failure = (code: string, sent: boolean): Result => ({
  kind: "failure",
  sent,
  code,
  message: "It failed.",
})

export const exchangeOf = (
  result: Result,
  request: ProviderRequest = { method: "POST", url: "https://x.test/" }
): Exchange => ({
  request: {
    method: request.method,
    url: request.url,
    body: request.body ?? null,
  },
  result,
  duration_ms: 1,
})

/** Answers in the order given for each "METHOD path"; the last one repeats. */
export class FakeHttp implements ProviderHttp {
  readonly requests: ProviderRequest[] = []

  constructor(private readonly script: Record<string, Result[]>) {}

  get calls(): string[] {
    return this.requests.map(keyOf)
  }

  send(request: ProviderRequest): Promise<Exchange> {
    this.requests.push(request)
    const results = this.script[keyOf(request)]
    const result =
      results && results.length > 1 ? results.shift() : results?.[0]
    if (!result) {
      throw new Error(`No answer is scripted for ${keyOf(request)}.`)
    }
    return Promise.resolve(exchangeOf(result, request))
  }
}

const keyOf = ({ method, url }: ProviderRequest): string =>
  `${method} ${new URL(url).pathname}`

export const logger = {} as never

type CallInput = Partial<Omit<CancellationCall, "provider_order">> & {
  provider_order?: Partial<CancellationCall["provider_order"]>
}

export const callOf = ({
  provider_order,
  ...call
}: CallInput = {}): CancellationCall => ({
  cancellation_id: "cncl_1",
  kind: "cancel",
  amount: null,
  items: null,
  remaining: null,
  may_have_been_sent: false,
  reason: null,
  note: null,
  details: null,
  ...call,
  provider_order: {
    id: "cprov_1",
    order_id: "order_1",
    order_display_id: 1,
    external_id: "A-1",
    unit: "currency",
    currency_code: "eur",
    total: "100",
    items: null,
    metadata: null,
    ...provider_order,
  },
})

export const voidOf = (amount: string): CancellationCall =>
  callOf({ kind: "void", amount })

/** The rows of the policy that hold for every call that changes something. */
export const TRANSPORT_ROWS: [
  what: string,
  result: Result,
  type: "retry" | "unknown",
  code: string,
][] = [
  [
    "a refused connection",
    failure("connection_failed", false),
    "retry",
    "connection_failed",
  ],
  [
    "a failed TLS handshake",
    failure("connection_failed", false),
    "retry",
    "connection_failed",
  ],
  ["our own limit", failure("no_time_left", false), "retry", "no_time_left"],
  ["a timeout", failure("timeout", true), "unknown", "timeout"],
  [
    "a lost connection",
    failure("connection_lost", true),
    "unknown",
    "connection_lost",
  ],
  ["408", answer(408), "unknown", "http_408"],
  ["429", answer(429), "retry", "throttled"],
  ["500", answer(500), "unknown", "http_500"],
  ["501", answer(501), "unknown", "http_501"],
  ["502", answer(502, "<html>"), "unknown", "http_502"],
  ["503", answer(503), "unknown", "http_503"],
  ["504", answer(504), "unknown", "http_504"],
  ["301", answer(301), "unknown", "redirected"],
  ["302", answer(302), "unknown", "redirected"],
  [
    "a 200 that broke off",
    answer(200, "{", { bodyState: "broken" }),
    "unknown",
    "answer_broken",
  ],
  [
    "a 200 that is too large",
    answer(200, "{", { bodyState: "too_large" }),
    "unknown",
    "answer_too_large",
  ],
]
