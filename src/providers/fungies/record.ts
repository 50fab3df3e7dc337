import {
  type Effect,
  type Exchange,
  type OutcomeError,
  type ProviderRecord,
  type RecordReading,
  classifyTransport,
  unreadableAnswer,
} from "../../provider-kit"
import { answerOf, NAME } from "./answer"
import { endOf } from "./order"

/**
 * A read that is refused like this is refused because of the order: nothing
 * else is in the request (an assumption; only 400 is documented).
 */
const isAboutTheOrder = (status: number): boolean =>
  status < 300 || [400, 404, 410, 422].includes(status)

const noSuchOrder = (
  externalId: string,
  status: number,
  provider_message: string | null
): OutcomeError => ({
  code: "order_not_found",
  message: `Fungies has no such order as ${externalId} for these keys (${status}). Check its id or number, and the option baseUrl.`,
  provider_code: null,
  provider_message,
})

/** Pure: what the answer to a GET says about the order (Fungies, "Get Order"). */
export const readOrder = (
  exchange: Exchange,
  externalId: string
): RecordReading => {
  const exchanges = [exchange]
  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    return {
      type: "failed",
      error: transport.error,
      retry_after_ms:
        transport.type === "retry" ? (transport.retry_after_ms ?? null) : null,
      exchanges,
    }
  }

  const answer = answerOf(exchange, externalId)
  if (answer.type === "order") {
    const { order } = answer
    return {
      type: "found",
      record: {
        state: endOf("record", order.status) ? "cancelled" : "open",
        status: order.status,
        total: null,
        remaining: null,
        voids: null,
        items: null,
      },
      exchanges,
    }
  }
  if (answer.type === "unreadable") {
    const { error } = unreadableAnswer(exchange, NAME)
    return { type: "failed", error, exchanges }
  }
  if (answer.type === "refused" && isAboutTheOrder(answer.status)) {
    const { provider_message } = answer.error
    return {
      type: "missing",
      error: noSuchOrder(externalId, answer.status, provider_message),
      exchanges,
    }
  }
  return {
    type: "failed",
    error: { provider_code: null, ...answer.error },
    exchanges,
  }
}

/** A cancel sets a status, so the status tells whether it was applied. */
export const effectIn = ({ status }: ProviderRecord): Effect => {
  const proof = status === null ? null : endOf("record", status)
  return proof ? { type: "applied", proof } : { type: "absent" }
}
