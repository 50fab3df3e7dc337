import {
  AUTH_ERROR_CODES,
  type Exchange,
  type ExchangeResponse,
  type Outcome,
  alreadyDone,
  classifyTransport,
  jsonOf,
  rejected,
  retry,
  succeeded,
  toDecimal,
  unreadableAnswer,
} from "../../provider-kit"
import {
  deletionAnswerSchema,
  errorAnswerSchema,
  removalAnswerSchema,
} from "./contract"
import { isGone } from "./gone"

const NAME = "Climes"

/** Only an answer gets past `classifyTransport`. */
const responseOf = (exchange: Exchange): ExchangeResponse =>
  exchange.result as ExchangeResponse

const messageOf = (response: ExchangeResponse): string | null =>
  errorAnswerSchema.safeParse(jsonOf(response)).data?.message ?? null

/**
 * Climes documents no status but 400 for a refusal, so each 4xx is one. A
 * wrong key answers 403 there, never 401; both are about the key.
 */
const refusal = (exchange: Exchange, advice: string): Outcome => {
  const response = responseOf(exchange)
  const { status } = response
  const provider_message = messageOf(response)
  const evidence = { exchanges: [exchange] }

  if (status === 401 || status === 403) {
    return retry(
      {
        code: AUTH_ERROR_CODES.unauthorized,
        message: `Climes refused the API key (${status}). Check the options apiKey and baseUrl, then resume the provider.`,
        provider_message,
      },
      evidence
    )
  }
  return rejected(
    {
      code: `http_${status}`,
      message: `Climes refused the call (${status}). ${advice}`,
      provider_message,
    },
    evidence
  )
}

/**
 * The outcome of a PATCH that removes climes (Climes, "Partial Order
 * Cancellation").
 */
export const classifyRemoval = (
  exchange: Exchange,
  externalId: string
): Outcome => {
  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    return transport
  }

  const response = responseOf(exchange)
  if (response.status >= 400) {
    return refusal(
      exchange,
      `Climes changes an order only while it is locked: check that order ${externalId} is, and has that many climes.`
    )
  }

  const answer = removalAnswerSchema.safeParse(jsonOf(response))
  return answer.data?.partner_order_id === externalId
    ? succeeded({
        remaining: toDecimal(answer.data.remaining_climes),
        exchanges: [exchange],
      })
    : unreadableAnswer(exchange, NAME)
}

/** The outcome of the DELETE of an order (Climes, "Order Cancellation"). */
export const classifyDeletion = (
  exchange: Exchange,
  externalId: string
): Outcome => {
  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    return transport
  }

  const response = responseOf(exchange)
  if (response.status >= 400) {
    const refused = refusal(
      exchange,
      `Check that order ${externalId} is still locked at Climes, and the options payer and baseUrl.`
    )
    return refused.type === "rejected" &&
      isGone(response.status, messageOf(response))
      ? alreadyDone({ exchanges: [exchange] })
      : refused
  }

  const answer = deletionAnswerSchema.safeParse(jsonOf(response))
  return answer.data?.partner_order_id === externalId
    ? succeeded({ exchanges: [exchange] })
    : unreadableAnswer(exchange, NAME)
}
