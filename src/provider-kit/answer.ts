import type { z } from "@medusajs/framework/zod"
import { classifyTransport, unreadableAnswer } from "./http/classify-transport"
import { Exchange, isResponse, jsonOf } from "./http/exchange"
import {
  AUTH_ERROR_CODES,
  OutcomeError,
  Rejected,
  rejected,
  Retry,
  retry,
  Unknown,
} from "./outcome"
import { ProviderRecord, RecordReading } from "./record"

/** What an answer says, by the rules that hold for most APIs. */
export type Answer<T> =
  /** A 2xx that is what the API's document describes. */
  ReadableAnswer<T> | RefusedAnswer | UnprovenAnswer

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

/** The provider's own code and words. */
export type Said = Pick<OutcomeError, "provider_code" | "provider_message">

/** What one status leads to. */
export interface StatusRule {
  /**
   * `credentials`: nothing was processed, nor will be until they are put right,
   * so the provider is paused. `missing`: a refusal, because there is no such
   * order. Left out: a refusal.
   */
  means?: "credentials" | "missing"
  /** Left out: `unauthorized`, `forbidden` after a 403, or `http_409`. */
  code?: string
  /** What happened, and what a person should do next. */
  message: string
}

/** What each status of an API leads to. */
export interface StatusRules {
  [status: number]: StatusRule
  /** Of the other statuses. A 401 that isn't named is about the credentials. */
  other?: (status: number) => StatusRule
}

/** How one API answers, as far as it differs from what most APIs do. */
export interface AnswerRules {
  /** The provider's name, for the messages. */
  name: string
  statuses?: StatusRules
  /** The provider's own code and words in the body of a refusal. */
  saidIn?: (body: unknown) => Partial<Said>
  /** A 2xx that is a refusal all the same, like `{ "status": "error" }`. */
  isRefusal?: (body: unknown) => boolean
  /** Where a 2xx isn't what the document describes. */
  unreadable?: Partial<Pick<OutcomeError, "code" | "message">>
  /** Words what the transport says of this call, for a person. */
  wordTransport?: (message: string) => string
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

const usualRule = (status: number, name: string): StatusRule =>
  status === 401
    ? {
        means: "credentials",
        message: `${name} refused the credentials (401). Check them in the provider's options, then resume the provider.`,
      }
    : {
        message: `${name} refused the call (${status}). Look at the order there, and retry once the cause is gone.`,
      }

const ruleOf = (status: number, { name, statuses }: AnswerRules): StatusRule =>
  statuses?.[status] ??
  (status === 401 ? undefined : statuses?.other?.(status)) ??
  usualRule(status, name)

const codeOf = (status: number, { means, code }: StatusRule): string => {
  if (code !== undefined || means === "credentials") {
    return code ?? AUTH_ERROR_CODES.unauthorized
  }
  if (status === 403) {
    return AUTH_ERROR_CODES.forbidden
  }
  return status < 300 ? "error_answer" : `http_${status}`
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
