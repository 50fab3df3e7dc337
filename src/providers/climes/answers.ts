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
  unknown,
  unreadableAnswer,
} from "../../provider-kit"
import {
  deletionAnswerSchema,
  errorAnswerSchema,
  removalAnswerSchema,
} from "./wire"
import { fateOf } from "./fate"

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

/** What the status alone proves; null for a 2xx that arrived whole. */
const classifyStatus = (exchange: Exchange, advice: string): Outcome | null =>
  classifyTransport(exchange, NAME) ??
  (responseOf(exchange).status >= 400 ? refusal(exchange, advice) : null)

/**
 * The outcome of a PATCH that removes climes (Climes, "Partial Order
 * Cancellation"): proven by an answer about this order.
 *
 * @param climes - how many it was to remove
 */
export const classifyRemoval = (
  exchange: Exchange,
  externalId: string,
  climes: string
): Outcome => {
  const known = classifyStatus(
    exchange,
    `Climes changes an order only while it is locked: check that order ${externalId} is, and has that many climes.`
  )
  if (known) {
    return known
  }

  const answer = removalAnswerSchema.safeParse(jsonOf(responseOf(exchange)))
  if (answer.data?.partner_order_id !== externalId) {
    return unreadableAnswer(exchange, NAME)
  }
  const remaining = toDecimal(answer.data.remaining_climes)
  return succeeded({
    proof: {
      by: "answer",
      statement: `Climes removed ${climes} climes, ${remaining} are left`,
    },
    remaining,
    exchanges: [exchange],
  })
}

/**
 * The outcome of the same PATCH where it is to take all that is left: done only
 * if Climes says that nothing is. The ledger's figure was wrong otherwise, and
 * which part is still there can't be read, so a person has to look.
 */
export const classifyEmptying = (
  exchange: Exchange,
  externalId: string,
  climes: string
): Outcome => {
  const outcome = classifyRemoval(exchange, externalId, climes)
  return outcome.type === "succeeded" && outcome.remaining !== "0"
    ? unknown(
        {
          code: "remainder_left",
          message: `Climes took the climes away that the ledger knows of, and says that order ${externalId} has ${outcome.remaining} left. Remove those at Climes, and resolve this as succeeded.`,
        },
        { exchanges: [exchange] }
      )
    : outcome
}

/**
 * A DELETE that finds no order: the effect of an earlier one, if that may have
 * had one. Otherwise no order was there to be cancelled, and one under another
 * id or payer may live on.
 */
const missing = (
  exchange: Exchange,
  externalId: string,
  mayHaveBeenSent: boolean
): Outcome => {
  const evidence = { exchanges: [exchange] }
  return mayHaveBeenSent
    ? alreadyDone({
        proof: {
          by: "answer",
          statement: `Climes has no such order any more (${responseOf(exchange).status}), after a DELETE that may have arrived`,
        },
        ...evidence,
      })
    : rejected(
        {
          code: "order_not_found",
          message: `Climes has no order ${externalId} for this payer, and nothing was cancelled. Check the order's partner_order_id and the option payer.`,
          provider_message: messageOf(responseOf(exchange)),
        },
        evidence
      )
}

/**
 * The outcome of the DELETE of an order (Climes, "Order Cancellation").
 *
 * @param mayHaveBeenSent - an earlier attempt may have taken effect
 */
export const classifyDeletion = (
  exchange: Exchange,
  externalId: string,
  mayHaveBeenSent: boolean
): Outcome => {
  const known = classifyStatus(
    exchange,
    `Check that order ${externalId} is still locked at Climes, and the options payer and baseUrl.`
  )
  if (known && known.type !== "rejected") {
    return known
  }

  const response = responseOf(exchange)
  if (known) {
    switch (fateOf(response.status, messageOf(response))) {
      case "cancelled":
        return alreadyDone({
          proof: {
            by: "answer",
            statement: `Climes says that the order was cancelled before (${response.status})`,
          },
          exchanges: [exchange],
        })
      case "missing":
        return missing(exchange, externalId, mayHaveBeenSent)
      case null:
        return known
    }
  }

  const answer = deletionAnswerSchema.safeParse(jsonOf(response))
  return answer.data?.partner_order_id === externalId
    ? succeeded({
        proof: {
          by: "answer",
          statement: `Climes cancelled the order (${response.status})`,
        },
        exchanges: [exchange],
      })
    : unreadableAnswer(exchange, NAME)
}
