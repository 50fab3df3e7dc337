import {
  classifyTransport,
  type Exchange,
  isResponse,
  jsonOf,
  type OutcomeError,
  type ProviderRecord,
  type RecordReading,
  type Retry,
  retry,
} from "../../provider-kit"
import { NAME, toError, unauthorizedError } from "./errors"
import { type Credentials } from "./options"
import { itemsAnswer } from "./wire"
import { toRecord } from "./record"
import { type SessionAnswer } from "./session"

/** What one path says of an order. A read changes nothing. */
export type PathReading =
  | { type: "read"; record: ProviderRecord; exchanges: Exchange[] }
  /** A 4xx, or JSON that is no order: another path may have it. */
  | {
      type: "unusable"
      isMissing: boolean
      error: OutcomeError
      exchanges: Exchange[]
    }
  /** A redirect, or no JSON: a front end or a login answered, no record. */
  | { type: "page"; error: OutcomeError; exchanges: Exchange[] }
  | FailedReading

/** It says nothing about the order; reading again may. */
export interface FailedReading {
  type: "failed"
  error: OutcomeError
  retry_after_ms: number | null
  /** It may be this path alone that fails; else no other would do better. */
  isOfPath: boolean
  exchanges: Exchange[]
}

/** What reading an order comes to, once each path was asked that may have it. */
export type OrderReading = Exclude<PathReading, { type: "page" }>

const voiceless = { provider_code: null, provider_message: null }

const OTHER_PATH =
  "If orders are read elsewhere in your Omnitron, name that path in the option recordPath."

const PAGE: OutcomeError = {
  code: "answer_unreadable",
  message: `Akinon answered a read with something that is not an order: a page, as of a front end or a login. Check the options baseUrl and apiPrefix. ${OTHER_PATH}`,
  ...voiceless,
}

const UNREADABLE: OutcomeError = {
  code: "answer_unreadable",
  message: `Akinon answered a read with something that is not an order. ${OTHER_PATH}`,
  ...voiceless,
}

const isRedirect = ({ result }: Exchange): boolean =>
  isResponse(result) && result.status >= 300 && result.status < 400

/** The reading of an answer that no record can be taken from. */
const unread = (
  exchange: Exchange,
  exchanges: Exchange[]
): PathReading | null => {
  const transport = classifyTransport(exchange, NAME)
  if (!transport) {
    return null
  }
  const error = {
    code: transport.error.code,
    message: `The order could not be read at Akinon. ${transport.error.message} ${OTHER_PATH}`,
    ...voiceless,
  }
  if (isRedirect(exchange)) {
    return { type: "page", error, exchanges }
  }
  // Throttled, or not sent at all: another path would fare no better.
  return {
    type: "failed",
    error,
    retry_after_ms:
      transport.type === "retry" ? (transport.retry_after_ms ?? null) : null,
    isOfPath: transport.type === "unknown",
    exchanges,
  }
}

const isObject = (body: unknown): boolean =>
  body !== null && typeof body === "object" && !Array.isArray(body)

/** Reads what one path says of an order. */
export const readOrderAnswer = (
  answer: SessionAnswer,
  externalId: string,
  credentials: Credentials["type"]
): PathReading => {
  if (answer.type === "closed") {
    const { error, retry_after_ms, exchanges } = answer.outcome
    return {
      type: "failed",
      error,
      retry_after_ms: retry_after_ms ?? null,
      isOfPath: false,
      exchanges: exchanges ?? [],
    }
  }
  const { exchange, exchanges } = answer
  const { result } = exchange
  const failed = unread(exchange, exchanges)
  if (failed || !isResponse(result)) {
    return failed ?? { type: "page", error: PAGE, exchanges }
  }
  if (result.status === 401) {
    return {
      type: "failed",
      error: unauthorizedError(credentials, result),
      retry_after_ms: null,
      isOfPath: false,
      exchanges,
    }
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
    ? { type: "unusable", isMissing: false, error: UNREADABLE, exchanges }
    : { type: "page", error: PAGE, exchanges }
}

const NOT_LISTED: OutcomeError = {
  code: "not_found",
  message:
    "Akinon lists no item of such an order. Check the order id that is registered for it, and the option apiPrefix.",
  ...voiceless,
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
export const notSentAfter = ({
  error,
  exchanges,
  retry_after_ms,
}: FailedReading): Retry => retry(error, { exchanges, retry_after_ms })
