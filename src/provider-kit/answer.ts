import type { z } from "@medusajs/framework/zod"
import { AnswerRules, codeOf, ruleOf, StatusRule } from "./answer-rules"
import { classifyTransport, unreadableAnswer } from "./http/classify-transport"
import { Exchange, ExchangeResponse, isResponse, jsonOf } from "./http/exchange"
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

/** This call did nothing. An earlier one may have. */
export interface RefusedAnswer {
  type: "refused"
  status: number
  outcome: Rejected
  /**
   * Whether there is no such order. True by the API's own rules. False where
   * the status says so, and what came with it is no API's answer: a gateway's
   * page says nothing about the order. Left out: the status decides.
   */
  is_missing?: boolean
}

/** It proves neither success nor refusal. At most, nothing was processed. */
export interface UnprovenAnswer {
  type: "unproven"
  outcome: Retry | Unknown
}

interface ReadAnswerOptions<T> extends AnswerRules {
  /**
   * What a success looks like. Any other 2xx is `unknown`. Without a body, the
   * schema is given undefined.
   */
  schema: z.ZodType<T>
  /** Whether the answer is about this order. Another order's proves nothing. */
  isOurs?: (body: T) => boolean
  /** Earlier calls, which are kept as evidence after this one. */
  further?: readonly Exchange[]
}

/**
 * No body, or JSON. An HTML page is neither, and no API's answer.
 *
 * @param json - what `jsonOf` made of it
 */
const isReadable = (response: ExchangeResponse, json: unknown): boolean =>
  json !== undefined ||
  (response.body_state === "complete" && response.body.trim() === "")

/** By RFC 9110, there is nothing at this address. */
const isAbsence = (status: number): boolean => status === 404 || status === 410

/** A page in the place of "no such order", which may be there all the same. */
const ofPage = (status: number, name: string): StatusRule => ({
  message: `${name} answered ${status} with something that is not an answer of its API, as of a gateway, so nothing is known of the order. Check the base URL, and retry.`,
})

const missingBy = (
  { means }: StatusRule,
  response: ExchangeResponse,
  json: unknown
): Pick<RefusedAnswer, "is_missing"> => {
  const byRule = means === "missing"
  if ((byRule || isAbsence(response.status)) && !isReadable(response, json)) {
    return { is_missing: false }
  }
  return byRule ? { is_missing: true } : {}
}

const refused = (
  response: ExchangeResponse,
  body: unknown,
  rules: AnswerRules,
  exchanges: Exchange[]
): RefusedAnswer | UnprovenAnswer => {
  const { status } = response
  const given = ruleOf(status, rules)
  const missing = missingBy(given, response, body)
  const rule =
    given.means === "missing" && missing.is_missing === false
      ? ofPage(status, rules.name)
      : given
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
        ...missing,
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
 * Reads an answer by the rules that hold for most APIs. `classifyTransport`
 * decides first. Then a 401 is about the credentials and pauses the provider,
 * any other 4xx is a refusal, and a 2xx counts if the schema accepts its body.
 *
 * How an API differs is told as data (`statuses`, `isRefusal` …). What depends
 * on the order, such as whether it was cancelled before, is for the caller to
 * decide, who finds the `status` of a refusal.
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
    return refused(result, body, rules, exchanges)
  }
  const parsed = schema.safeParse(body)
  // A page isn't JSON either, and must not be taken for "no body".
  return isReadable(result, body) &&
    parsed.success &&
    (isOurs?.(parsed.data) ?? true)
    ? { type: "read", status, body: parsed.data, exchanges }
    : unproven(unreadableAnswer(exchange, name), unreadable, exchanges)
}

/** Whether the API itself says that there is no such order. */
export const isMissing = ({ is_missing, status }: RefusedAnswer): boolean =>
  is_missing ?? isAbsence(status)

/**
 * The result of reading the provider's record. `found`: the schema turned the
 * answer into a record. `missing`: the answer was a 404 or 410 with JSON or
 * without a body, or the API's own rules say that it means this. `failed`:
 * anything else, and so a 404 with a gateway's page.
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

/** The calls behind an answer. There are none where there was no answer. */
export const exchangesOf = (answer: Answer<unknown> | null): Exchange[] =>
  (answer?.type === "read" ? answer : answer?.outcome)?.exchanges ?? []

/**
 * The outcome where a call before the send failed, such as a read or a login.
 * Nothing was sent, so the whole attempt is safe to repeat, whatever became of
 * that call.
 */
export const notSentAfter = ({ outcome }: UnprovenAnswer): Retry => ({
  type: "retry",
  error: outcome.error,
  exchanges: outcome.exchanges,
  retry_after_ms:
    outcome.type === "retry" ? (outcome.retry_after_ms ?? null) : null,
})
