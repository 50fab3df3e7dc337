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
 * What each status leads to. Climes documents only 400 for a refusal, so each
 * 4xx is one. For a full cancellation, `fateOf` tells more. Climes answers a
 * wrong key with 403 and never with 401, but both are about the key.
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
 * Cancellation"), proven by an answer about this order.
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
 * The outcome of the same PATCH where it is to remove all that is left. It is
 * done only if Climes says that nothing is left. Otherwise the ledger's number
 * was wrong, and what is still there can't be read, so a person has to look.
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
 * A DELETE that finds no order. If an earlier one may have taken effect, this
 * shows it. Otherwise there was no such order to cancel, and one under another
 * id or payer may still be there.
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

/** A refused DELETE may show that the order is cancelled or gone. */
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
 * @param mayHaveBeenSent - whether an earlier attempt may have taken effect
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
