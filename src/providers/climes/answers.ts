import {
  alreadyDone,
  type AnswerRules,
  bodyOf,
  type Exchange,
  type Outcome,
  readAnswer,
  type RefusedAnswer,
  type StatusRule,
  succeeded,
  toDecimal,
  unknown,
} from "../../provider-kit"
import { fateOf } from "./fate"
import { cancelAnswer, saidIn, voidAnswer } from "./wire"

const refusedKey = (status: number): StatusRule => ({
  means: "credentials",
  message: `Climes refused the API key (${status}). Check the options apiKey and baseUrl, then resume the provider.`,
})

/**
 * What each status leads to. Climes documents no status but 400 for a refusal,
 * so each 4xx is one; for a whole cancel, `fateOf` tells more. A wrong key
 * answers 403 there, never 401; both are about the key.
 */
const rulesFor = (advice: string): AnswerRules => ({
  name: "Climes",
  saidIn,
  statuses: {
    401: refusedKey(401),
    403: refusedKey(403),
    other: (status) => ({
      message: `Climes refused the call (${status}). ${advice}`,
    }),
  },
})

/**
 * The outcome of a PATCH that removes climes (Climes, "Partial Order
 * Cancellation"): proven by an answer about this order.
 *
 * @param climes - how many it was to remove
 */
export const readVoidAnswer = (
  exchange: Exchange,
  externalId: string,
  climes: string
): Outcome => {
  const answer = readAnswer(exchange, {
    ...rulesFor(
      `Climes changes an order only while it is locked: check that order ${externalId} is, and has that many climes.`
    ),
    schema: voidAnswer,
    isOurs: (body) => body.partner_order_id === externalId,
  })
  if (answer.type !== "read") {
    return answer.outcome
  }
  const remaining = toDecimal(answer.body.remaining_climes)
  return succeeded({
    proof: {
      by: "answer",
      statement: `Climes removed ${climes} climes, ${remaining} are left`,
    },
    remaining,
    exchanges: answer.exchanges,
  })
}

/**
 * The outcome of the same PATCH where it is to take all that is left: done only
 * if Climes says that nothing is. The ledger's figure was wrong otherwise, and
 * which part is still there can't be read, so a person has to look.
 */
export const readEmptyingAnswer = (
  exchange: Exchange,
  externalId: string,
  climes: string
): Outcome => {
  const outcome = readVoidAnswer(exchange, externalId, climes)
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
  { status, outcome }: RefusedAnswer,
  externalId: string,
  mayHaveBeenSent: boolean
): Outcome => {
  const { exchanges, error } = outcome
  return mayHaveBeenSent
    ? alreadyDone({
        proof: {
          by: "answer",
          statement: `Climes has no such order any more (${status}), after a DELETE that may have arrived`,
        },
        exchanges,
      })
    : {
        ...outcome,
        error: {
          ...error,
          code: "order_not_found",
          message: `Climes has no order ${externalId} for this payer, and nothing was cancelled. Check the order's partner_order_id and the option payer.`,
        },
      }
}

/** A refused DELETE may be about an order that is cancelled or gone. */
const refusedCancel = (
  exchange: Exchange,
  answer: RefusedAnswer,
  externalId: string,
  mayHaveBeenSent: boolean
): Outcome => {
  const { status, outcome } = answer
  switch (fateOf(status, saidIn(bodyOf(exchange)).provider_message)) {
    case "cancelled":
      return alreadyDone({
        proof: {
          by: "answer",
          statement: `Climes says that the order was cancelled before (${status})`,
        },
        exchanges: outcome.exchanges,
      })
    case "missing":
      return missing(answer, externalId, mayHaveBeenSent)
    case null:
      return outcome
  }
}

/**
 * The outcome of the DELETE of an order (Climes, "Order Cancellation").
 *
 * @param mayHaveBeenSent - an earlier attempt may have taken effect
 */
export const readCancelAnswer = (
  exchange: Exchange,
  externalId: string,
  mayHaveBeenSent: boolean
): Outcome => {
  const answer = readAnswer(exchange, {
    ...rulesFor(
      `Check that order ${externalId} is still locked at Climes, and the options payer and baseUrl.`
    ),
    schema: cancelAnswer,
    isOurs: (body) => body.partner_order_id === externalId,
  })
  if (answer.type === "refused") {
    return refusedCancel(exchange, answer, externalId, mayHaveBeenSent)
  }
  return answer.type === "unproven"
    ? answer.outcome
    : succeeded({
        proof: {
          by: "answer",
          statement: `Climes cancelled the order (${answer.status})`,
        },
        exchanges: answer.exchanges,
      })
}
