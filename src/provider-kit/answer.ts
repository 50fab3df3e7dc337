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
  | { type: "read"; body: T; exchanges: Exchange[] }
  /** A 4xx: this call did nothing, whatever an earlier one did. */
  | { type: "refused"; status: number; outcome: Rejected }
  /** It proves neither, or only that the call was not processed. */
  | { type: "unproven"; outcome: Retry | Unknown }

type Said = Pick<OutcomeError, "provider_code" | "provider_message">

interface ReadAnswerOptions<T> {
  /** The provider's name, for the messages. */
  name: string
  /**
   * What a success looks like; anything else in a 2xx is `unknown`. It is given
   * undefined where there is no body.
   */
  schema: z.ZodType<T>
  /** The provider's own code and words in the body of a 4xx. */
  saidIn?: (body: unknown) => Partial<Said>
}

/**
 * Reads an answer by the rules that hold for most APIs: `classifyTransport`
 * first; a 401 is about the credentials, and pauses the provider; any other
 * 4xx is a refusal; a 2xx counts if the schema accepts its body.
 *
 * For an API with rules of its own, such as a 404 that may mean "done before",
 * look at `status` of a refusal, or begin with `classifyTransport` instead.
 */
export const readAnswer = <T>(
  exchange: Exchange,
  { name, schema, saidIn }: ReadAnswerOptions<T>
): Answer<T> => {
  const exchanges = [exchange]
  const transport = classifyTransport(exchange, name)
  if (transport) {
    return { type: "unproven", outcome: transport }
  }
  const { result } = exchange
  if (!isResponse(result)) {
    return { type: "unproven", outcome: unreadableAnswer(exchange, name) }
  }
  const { status } = result
  const json = jsonOf(result)
  const said = status >= 400 ? saidIn?.(json) : {}
  if (status === 401) {
    const code = AUTH_ERROR_CODES.unauthorized
    const message = `${name} refused the credentials (401). Check them in the provider's options, then resume the provider.`
    return {
      type: "unproven",
      outcome: retry({ ...said, code, message }, { exchanges }),
    }
  }
  if (status >= 400) {
    const code = status === 403 ? AUTH_ERROR_CODES.forbidden : `http_${status}`
    const message = `${name} refused the call (${status}). Look at the order there, and retry once the cause is gone.`
    return {
      type: "refused",
      status,
      outcome: rejected({ ...said, code, message }, { exchanges }),
    }
  }
  const parsed = schema.safeParse(json)
  // A page isn't JSON either, and must not pass for "no body".
  const isReadable = json !== undefined || result.body === ""
  return isReadable && parsed.success
    ? { type: "read", body: parsed.data, exchanges }
    : { type: "unproven", outcome: unreadableAnswer(exchange, name) }
}

/**
 * What came of reading the provider's record: `found` where the schema made a
 * record of the answer, `missing` after a 404 or 410, `failed` after anything
 * else.
 */
export const readingOf = (answer: Answer<ProviderRecord>): RecordReading => {
  if (answer.type === "read") {
    const { body: record, exchanges } = answer
    return { type: "found", record, exchanges }
  }
  const { error, exchanges } = answer.outcome
  if (answer.type === "refused") {
    const isMissing = answer.status === 404 || answer.status === 410
    return { type: isMissing ? "missing" : "failed", error, exchanges }
  }
  const { outcome } = answer
  const retry_after_ms =
    outcome.type === "retry" ? (outcome.retry_after_ms ?? null) : null
  return { type: "failed", error, retry_after_ms, exchanges }
}
