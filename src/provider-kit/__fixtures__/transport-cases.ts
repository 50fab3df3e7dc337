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

/** What no provider has a say in, whatever the call is. */
export const TRANSPORT_CASES: TransportCase[] = [
  {
    name: "an unknown host",
    exchange: failed(false, "connection_failed", "ENOTFOUND"),
    expected: { type: "retry", code: "connection_failed" },
  },
  {
    name: "a refused connection",
    exchange: failed(false, "connection_failed", "ECONNREFUSED"),
    expected: { type: "retry", code: "connection_failed" },
  },
  {
    name: "a failed TLS handshake",
    exchange: failed(false, "connection_failed", "CERT_HAS_EXPIRED"),
    expected: { type: "retry", code: "connection_failed" },
  },
  {
    name: "a host that isn't allowed",
    exchange: failed(false, "host_not_allowed", "private network"),
    expected: { type: "retry", code: "host_not_allowed" },
  },
  {
    name: "a timeout after the request was sent",
    exchange: failed(true, "timeout", "No answer came."),
    expected: { type: "unknown", code: "timeout" },
  },
  {
    name: "a connection lost after the request was sent",
    exchange: failed(true, "connection_lost", "ECONNRESET"),
    expected: { type: "unknown", code: "connection_lost" },
  },
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
  {
    name: "a 200 with an empty body",
    exchange: answered(200, ""),
    expected: { type: "unknown", code: "answer_unreadable" },
  },
  {
    name: "a 204",
    exchange: answered(204, ""),
    expected: { type: "unknown", code: "answer_unreadable" },
  },
  {
    name: "a 200 with a page instead of JSON",
    exchange: answered(200, "<html>Welcome</html>", {
      headers: { content_type: "text/html" },
    }),
    expected: { type: "unknown", code: "answer_unreadable" },
  },
  {
    name: "a 200 with half a JSON document",
    exchange: answered(200, '{"message":'),
    expected: { type: "unknown", code: "answer_unreadable" },
  },
  ...["null", "[]", "true", '"ok"', "{}"].map((body): TransportCase => ({
    name: `a 200 with ${body}`,
    exchange: answered(200, body),
    expected: { type: "unknown", code: "answer_unreadable" },
  })),
]
