import { OutcomeError, Retry, Unknown, retry, unknown } from "../outcome"
import { BodyState, Exchange, isResponse } from "./exchange"
import { parseRetryAfter } from "./retry-after"

const error = (
  code: string,
  message: string
): Pick<OutcomeError, "code" | "message"> => ({ code, message })

const unreadable = (
  state: Exclude<BodyState, "complete">,
  status: number,
  name: string
): Pick<OutcomeError, "code" | "message"> => {
  switch (state) {
    case "too_large":
      return error(
        "answer_too_large",
        `${name} answered ${status} with a body that is too large to be read.`
      )
    case "broken":
      return error(
        "answer_broken",
        `${name} answered ${status}, but the body did not arrive whole.`
      )
    case "encoded":
      return error(
        "answer_unreadable",
        `${name} answered ${status} in a content-encoding that can't be unpacked, though it was asked for none. See whether a proxy in between changes its answers.`
      )
  }
}

/**
 * What the transport alone proves, before a provider's own rules. Null where
 * the answer is complete and has a 2xx or a meaningful 4xx, which is for the
 * provider's rules to read.
 *
 * - nothing left this machine, or 429: `retry`
 * - lost or timed out after the first byte, 408, 5xx, 3xx, or a 2xx whose body
 *   didn't arrive whole or can't be unpacked: `unknown`
 *
 * @param name - the provider's name, for the messages
 */
export const classifyTransport = (
  exchange: Exchange,
  name: string
): Retry | Unknown | null => {
  const { result } = exchange
  const evidence = { exchanges: [exchange] }

  if (!isResponse(result)) {
    return result.sent
      ? unknown(error(result.code, result.message), evidence)
      : retry(error(result.code, result.message), evidence)
  }

  const { status, body_state, headers } = result
  if (status === 429) {
    return retry(
      error("throttled", `${name} asked for fewer requests (429).`),
      {
        ...evidence,
        retry_after_ms: parseRetryAfter(headers.retry_after, headers.date),
      }
    )
  }
  if (status === 408 || status >= 500) {
    return unknown(
      error(
        `http_${status}`,
        `${name} answered ${status}, which doesn't tell whether it acted.`
      ),
      evidence
    )
  }
  if (status >= 300 && status < 400) {
    return unknown(
      error(
        "redirected",
        `${name} answered ${status}, a redirect; redirects are not followed. Check the base URL.`
      ),
      evidence
    )
  }
  if (status < 300 && body_state !== "complete") {
    return unknown(unreadable(body_state, status, name), evidence)
  }
  return null
}

/** The outcome of a 2xx whose body the provider's document doesn't describe. */
export const unreadableAnswer = (exchange: Exchange, name: string): Unknown =>
  unknown(
    error(
      "answer_unreadable",
      `${name} answered with success, but the body is not what its document describes.`
    ),
    { exchanges: [exchange] }
  )
