import type { z } from "@medusajs/framework/zod"
import {
  classifyTransport,
  type Exchange,
  isResponse,
  jsonOf,
  type OutcomeError,
  retry,
  type Retry,
} from "../../provider-kit"
import {
  orderAnswer,
  type OrderAnswer,
  voidsAnswer,
  type VoidsAnswer,
} from "./wire"
import { NAME, toError } from "./errors"

/** What came of a read. A read changes nothing, so no outcome is unknown. */
export type Reading<T> =
  | { type: "read"; answer: T; exchange: Exchange }
  /** A 4xx that says something about the order or about this key's rights. */
  | { type: "refused"; error: OutcomeError; exchange: Exchange; status: number }
  /** It says nothing about the order; reading again may. */
  | {
      type: "failed"
      error: OutcomeError
      exchange: Exchange
      retry_after_ms: number | null
    }

export type OrderReading = Reading<OrderAnswer>
export type VoidsReading = Reading<VoidsAnswer>
export type FailedReading = Extract<Reading<unknown>, { type: "failed" }>

const read = <T>(exchange: Exchange, schema: z.ZodType<T>): Reading<T> => {
  const failed = (
    error: Pick<OutcomeError, "code" | "message"> & Partial<OutcomeError>,
    retry_after_ms: number | null = null
  ): Reading<T> => ({
    type: "failed",
    error: { provider_code: null, provider_message: null, ...error },
    exchange,
    retry_after_ms,
  })

  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    const { code, message } = transport.error
    return failed(
      { code, message: `The order could not be read at Aplazame. ${message}` },
      transport.type === "retry" ? (transport.retry_after_ms ?? null) : null
    )
  }
  const { result } = exchange
  if (!isResponse(result)) {
    return failed({
      code: "not_read",
      message: "The order could not be read at Aplazame.",
    })
  }
  if (result.status === 401) {
    return failed(toError(result))
  }
  if (result.status >= 400) {
    return {
      type: "refused",
      error: toError(result),
      exchange,
      status: result.status,
    }
  }
  const parsed = schema.safeParse(jsonOf(result))
  return parsed.success
    ? { type: "read", answer: parsed.data, exchange }
    : failed({
        code: "answer_unreadable",
        message:
          "Aplazame answered a read with something else than its document describes.",
      })
}

/** Reads the answer of `GET /orders/{id}`. */
export const readOrderAnswer = (exchange: Exchange): OrderReading =>
  read(exchange, orderAnswer)

/** Reads the answer of Aplazame, "Void order", 01. */
export const readVoidsAnswer = (exchange: Exchange): VoidsReading =>
  read(exchange, voidsAnswer)

/**
 * A read that failed before the call: nothing was sent, which makes the whole
 * attempt safe to repeat, whatever became of the read.
 */
export const notSentAfter = (reading: FailedReading): Retry =>
  retry(reading.error, {
    exchanges: [reading.exchange],
    retry_after_ms: reading.retry_after_ms,
  })
