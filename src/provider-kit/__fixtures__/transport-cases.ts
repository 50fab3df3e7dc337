import { type Exchange } from ".."
import { answered, failed } from "./exchanges"

interface TransportCase {
  name: string
  exchange: Exchange
  expected: {
    type: "retry" | "unknown"
    code: string
    retry_after_ms?: number | null
  }
}

const NOT_SENT: [name: string, code: string, message: string][] = [
  ["an unknown host", "connection_failed", "ENOTFOUND"],
  ["a refused connection", "connection_failed", "ECONNREFUSED"],
  ["a failed TLS handshake", "connection_failed", "CERT_HAS_EXPIRED"],
  ["a host that isn't allowed", "host_not_allowed", "private network"],
  ["our own limit", "no_time_left", "Not sent."],
]

const SENT: [name: string, code: string, message: string][] = [
  ["a timeout after the request was sent", "timeout", "No answer came."],
  [
    "a connection lost after the request was sent",
    "connection_lost",
    "ECONNRESET",
  ],
]

/** Exchanges that mean the same at every provider and for every call. */
export const DECIDED_CASES: TransportCase[] = [
  ...NOT_SENT.map(([name, code, message]): TransportCase => ({
    name,
    exchange: failed(false, code, message),
    expected: { type: "retry", code },
  })),
  ...SENT.map(([name, code, message]): TransportCase => ({
    name,
    exchange: failed(true, code, message),
    expected: { type: "unknown", code },
  })),
  {
    name: "a 408",
    exchange: answered(408),
    expected: { type: "unknown", code: "http_408" },
  },
  {
    name: "a 429 with Retry-After in seconds",
    exchange: answered(429, "", { headers: { retry_after: "7" } }),
    expected: { type: "retry", code: "throttled", retry_after_ms: 7000 },
  },
  {
    name: "a 429 with a Retry-After date",
    exchange: answered(429, "", {
      headers: {
        retry_after: "Thu, 01 Jan 2026 00:01:00 GMT",
        date: "Thu, 01 Jan 2026 00:00:00 GMT",
      },
    }),
    expected: { type: "retry", code: "throttled", retry_after_ms: 60_000 },
  },
  {
    name: "a 429 without Retry-After",
    exchange: answered(429),
    expected: { type: "retry", code: "throttled", retry_after_ms: null },
  },
  ...[500, 501, 502, 503, 504].map((status): TransportCase => ({
    name: `a ${status}`,
    exchange: answered(status, { message: "Order already cancelled" }),
    expected: { type: "unknown", code: `http_${status}` },
  })),
  {
    name: "a 502 with a page",
    exchange: answered(502, "<html>"),
    expected: { type: "unknown", code: "http_502" },
  },
  ...[301, 302, 303, 307, 308].map((status): TransportCase => ({
    name: `a ${status}`,
    exchange: answered(status, "", {
      headers: { location: "https://elsewhere.test/" },
    }),
    expected: { type: "unknown", code: "redirected" },
  })),
  {
    name: "a 200 with a body that is too large",
    exchange: answered(200, "{", { body_state: "too_large" }),
    expected: { type: "unknown", code: "answer_too_large" },
  },
  {
    name: "a 200 with a body that broke off",
    exchange: answered(200, "{", { body_state: "broken" }),
    expected: { type: "unknown", code: "answer_broken" },
  },
]

const UNREADABLE: [name: string, exchange: Exchange][] = [
  ["a 200 with an empty body", answered(200)],
  ["a 204", answered(204)],
  [
    "a 200 with a page instead of JSON",
    answered(200, "<html>Welcome</html>", {
      headers: { content_type: "text/html" },
    }),
  ],
  ["a 200 with half a JSON document", answered(200, '{"message":')],
  ...["null", "[]", "true", '"ok"', "{}"].map((body): [string, Exchange] => [
    `a 200 with ${body}`,
    answered(200, body),
  ]),
]

/** All cases, for a call whose success is proven by a JSON object. */
export const TRANSPORT_CASES: TransportCase[] = [
  ...DECIDED_CASES,
  ...UNREADABLE.map(([name, exchange]): TransportCase => ({
    name,
    exchange,
    expected: { type: "unknown", code: "answer_unreadable" },
  })),
]
