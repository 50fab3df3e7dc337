import type { z } from "@medusajs/framework/zod"
import { AnswerRules, codeOf, ruleOf } from "./answer-rules"
import { classifyTransport, unreadableAnswer } from "./http/classify-transport"
import { Exchange, isResponse, jsonOf } from "./http/exchange"
import {
  OutcomeError,
  Rejected,
  rejected,
  Retry,
  retry,
  Unknown,
} from "./outcome"
import { ProviderRecord, RecordReading } from "./record"

/** What an answer says, by the rules that hold for most APIs. */
export type Answer<T> = ReadableAnswer<T> | RefusedAnswer | UnprovenAnswer

/** A 2xx that is what the API's document describes. */
export interface ReadableAnswer<T> {
  type: "read"
  status: number
  body: T
  exchanges: Exchange[]
}

/** This call did nothing, whatever an earlier one did. */
export interface RefusedAnswer {
  type: "refused"
  status: number
  outcome: Rejected
  /** The API's own rule says that this means: there is no such order. */
  is_missing?: boolean
}

/** It proves neither, or only that the call was not processed. */
export interface UnprovenAnswer {
  type: "unproven"
  outcome: Retry | Unknown
}

interface ReadAnswerOptions<T> extends AnswerRules {
  /**
   * What a success looks like; anything else in a 2xx is `unknown`. It is given
   * undefined where there is no body.
   */
  schema: z.ZodType<T>
  /** Whether it is about this order: another one's proves nothing. */
  isOurs?: (body: T) => boolean
  /** Calls before this one, kept behind it as further evidence. */
  further?: readonly Exchange[]
}

const refused = (
  status: number,
  body: unknown,
  rules: AnswerRules,
  exchanges: Exchange[]
): RefusedAnswer | UnprovenAnswer => {
  const rule = ruleOf(status, rules)
  const error = {
    ...rules.saidIn?.(body),
    code: codeOf(status, rule),
    message: rule.message,
  }
  return rule.means === "credentials"
    ? { type: "unproven", outcome: retry(error, { exchanges }) }
    : {
        type: "refused",
        status,
        outcome: rejected(error, { exchanges }),
        ...(rule.means === "missing" && { is_missing: true }),
      }
}

const unproven = (
  outcome: Retry | Unknown,
  error: Partial<OutcomeError>,
  exchanges: Exchange[]
): UnprovenAnswer => ({
  type: "unproven",
  outcome: { ...outcome, error: { ...outcome.error, ...error }, exchanges },
})

/**
 * Reads an answer by the rules that hold for most APIs: `classifyTransport`
 * first; a 401 is about the credentials, and pauses the provider; any other
 * 4xx is a refusal; a 2xx counts if the schema accepts its body.
 *
 * What an API does differently is told as data (`statuses`, `isRefusal` …).
 * What only the order itself can tell, such as whether it was cancelled before,
 * is for the caller, who finds the `status` of a refusal.
 */
export const readAnswer = <T>(
  exchange: Exchange,
  { schema, isOurs, further = [], ...rules }: ReadAnswerOptions<T>
): Answer<T> => {
  const { name, unreadable = {}, wordTransport } = rules
  const exchanges = [exchange, ...further]
  const transport = classifyTransport(exchange, name)
  if (transport) {
    const { message } = transport.error
    const worded = { message: wordTransport?.(message) ?? message }
    return unproven(transport, worded, exchanges)
  }
  const { result } = exchange
  if (!isResponse(result)) {
    return unproven(unreadableAnswer(exchange, name), unreadable, exchanges)
  }
  const { status } = result
  const body = jsonOf(result)
  if (status >= 400 || rules.isRefusal?.(body)) {
    return refused(status, body, rules, exchanges)
  }
  const parsed = schema.safeParse(body)
  // A page isn't JSON either, and must not pass for "no body".
  const isReadable = body !== undefined || result.body.trim() === ""
  return isReadable && parsed.success && (isOurs?.(parsed.data) ?? true)
    ? { type: "read", status, body: parsed.data, exchanges }
    : unproven(unreadableAnswer(exchange, name), unreadable, exchanges)
}

const isMissing = ({ is_missing, status }: RefusedAnswer): boolean =>
  is_missing ?? (status === 404 || status === 410)

/**
 * What came of reading the provider's record: `found` where the schema made a
 * record of the answer, `missing` after a 404 or 410 or what the API's own rules
 * say means that, `failed` after anything else.
 */
export const readingOf = (answer: Answer<ProviderRecord>): RecordReading => {
  if (answer.type === "read") {
    const { body: record, exchanges } = answer
    return { type: "found", record, exchanges }
  }
  const { error, exchanges } = answer.outcome
  if (answer.type === "refused") {
    const type = isMissing(answer) ? "missing" : "failed"
    return { type, error, exchanges }
  }
  const { retry_after_ms } = notSentAfter(answer)
  return { type: "failed", error, retry_after_ms, exchanges }
}

/** The calls behind an answer; none where there was none. */
export const exchangesOf = (answer: Answer<unknown> | null): Exchange[] =>
  (answer?.type === "read" ? answer : answer?.outcome)?.exchanges ?? []

/**
 * What a call before the send, a read or a login, failed with: nothing was
 * sent, so the whole attempt is safe to repeat, whatever became of that call.
 */
export const notSentAfter = ({ outcome }: UnprovenAnswer): Retry => ({
  type: "retry",
  error: outcome.error,
  exchanges: outcome.exchanges,
  retry_after_ms:
    outcome.type === "retry" ? (outcome.retry_after_ms ?? null) : null,
})
