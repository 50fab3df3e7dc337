import {
  classifyTransport,
  Exchange,
  isResponse,
  jsonOf,
  OutcomeError,
  ProviderRecord,
  RecordReading,
  Retry,
  retry,
} from "../../provider-kit"
import { PROVIDER_NAME, toError, unauthorizedError } from "./errors"
import { AkinonCredentials, itemsAnswer } from "./contract"
import { toRecord } from "./record"
import { SessionAnswer } from "./session"

/** What came of reading an order. A read changes nothing. */
export type OrderReading =
  | { type: "read"; record: ProviderRecord; exchanges: Exchange[] }
  /** A 4xx, or JSON that is no order: another path may have it. */
  | {
      type: "unusable"
      isMissing: boolean
      error: OutcomeError
      exchanges: Exchange[]
    }
  /** It says nothing about the order; reading again may. */
  | {
      type: "failed"
      error: OutcomeError
      retry_after_ms: number | null
      exchanges: Exchange[]
    }

const isObject = (body: unknown): boolean =>
  body !== null && typeof body === "object" && !Array.isArray(body)

/** Reads what one path says of an order. */
export const readOrder = (
  answer: SessionAnswer,
  externalId: string,
  credentials: AkinonCredentials["type"]
): OrderReading => {
  if (answer.type === "closed") {
    const { error, retry_after_ms, exchanges } = answer.outcome
    return {
      type: "failed",
      error,
      retry_after_ms: retry_after_ms ?? null,
      exchanges: exchanges ?? [],
    }
  }
  const { exchange, exchanges } = answer
  const voiceless = { provider_code: null, provider_message: null }
  const unreadable = {
    code: "answer_unreadable",
    message: "Akinon answered a read with something that is not an order.",
    ...voiceless,
  }
  const transport = classifyTransport(exchange, PROVIDER_NAME)
  const { result } = exchange
  if (transport || !isResponse(result)) {
    return {
      type: "failed",
      error: transport
        ? {
            code: transport.error.code,
            message: `The order could not be read at Akinon. ${transport.error.message}`,
            ...voiceless,
          }
        : unreadable,
      retry_after_ms:
        transport?.type === "retry" ? (transport.retry_after_ms ?? null) : null,
      exchanges,
    }
  }
  if (result.status === 401) {
    const error = unauthorizedError(credentials, result)
    return { type: "failed", error, retry_after_ms: null, exchanges }
  }
  const body = jsonOf(result)
  if (result.status >= 400) {
    return {
      type: "unusable",
      // Omnitron answers in JSON: a page means that the path is not there.
      isMissing: result.status === 404 && isObject(body),
      error: toError(result),
      exchanges,
    }
  }
  const record = toRecord(body, externalId)
  if (record) {
    return { type: "read", record, exchanges }
  }
  if (isEmptyList(body)) {
    return { type: "unusable", isMissing: false, error: NOT_LISTED, exchanges }
  }
  return body !== null && typeof body === "object"
    ? { type: "unusable", isMissing: false, error: unreadable, exchanges }
    : { type: "failed", error: unreadable, retry_after_ms: null, exchanges }
}

const NOT_LISTED: OutcomeError = {
  code: "not_found",
  message:
    "Akinon lists no item of such an order. Check the order id that is registered for it, and the option apiPrefix.",
  provider_code: null,
  provider_message: null,
}

const isEmptyList = (body: unknown): boolean =>
  itemsAnswer.safeParse(body).data?.results.length === 0

/** The reading as the core asked for it. */
export const toRecordReading = (reading: OrderReading): RecordReading => {
  const { exchanges } = reading
  switch (reading.type) {
    case "read":
      return { type: "found", record: reading.record, exchanges }
    case "unusable":
      return {
        type: reading.isMissing ? "missing" : "failed",
        error: reading.error,
        exchanges,
      }
    case "failed": {
      const { error, retry_after_ms } = reading
      return { type: "failed", error, retry_after_ms, exchanges }
    }
  }
}

/** A read that failed before the call: nothing was sent. */
export const notSentAfter = (
  reading: Extract<OrderReading, { type: "failed" }>
): Retry => {
  const { error, exchanges, retry_after_ms } = reading
  return retry(error, { exchanges, retry_after_ms })
}
