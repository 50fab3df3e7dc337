import { z } from "@medusajs/framework/zod"
import {
  type Answer,
  type AnswerRules,
  type CancellationCall,
  type Exchange,
  isResponse,
  type Outcome,
  readAnswer,
  succeeded,
  unknown,
} from "../../provider-kit"
import { fromAplazameAmount } from "./amounts"
import { newestFirst } from "./order-of-voids"
import { endOf, entryProof, isCancelled } from "./proofs"
import { isUncaptured } from "./total"
import {
  orderAnswer,
  type OrderAnswer,
  saidIn,
  type VoidBaseline,
  voidsAnswer,
  type VoidsAnswer,
} from "./wire"

/**
 * What each status leads to. A refusal proves that this call did nothing. Why,
 * and whether it was done before, is then read from the order; see
 * `reconsider`.
 */
const RULES: AnswerRules = {
  name: "Aplazame",
  saidIn,
  statuses: {
    400: {
      code: "invalid_request",
      message:
        "Aplazame did not accept the request. Read its answer, correct what it names, and retry.",
    },
    401: {
      means: "credentials",
      message:
        "Aplazame did not accept the key. Check the option privateKey, and whether it belongs to the sandbox or not.",
    },
    403: {
      message:
        "Aplazame does not allow this. Ask Aplazame what this key may do with this order.",
    },
    404: {
      code: "not_found",
      message:
        "Aplazame has no such order. Check the order id that is registered for it.",
    },
    // The document lists it without a meaning.
    409: {
      code: "conflict",
      message:
        "The order is in a state in which Aplazame does not do this. Look at it in Aplazame's panel.",
    },
    other: (status) => ({
      message: `Aplazame refused with ${status}. Read its answer, and retry once the cause is gone.`,
    }),
  },
}

/** The same rules for a read, which changes nothing. The words differ. */
const READ_RULES: AnswerRules = {
  ...RULES,
  wordTransport: (message) =>
    `The order could not be read at Aplazame. ${message}`,
  unreadable: {
    message:
      "Aplazame answered a read with something else than its document describes.",
  },
}

/** An order that says itself that it is cancelled, and names no error. */
const cancelledOrder = orderAnswer
  .extend({ error: z.null().optional() })
  .refine(isCancelled)

/**
 * The document has a 204 without a body. Another 2xx counts only where its body
 * is the order, shown as cancelled. An empty 200 or 202, an empty object or an
 * error in any shape may come from something in between, and the order can be
 * read instead.
 */
const cancelSchemaFor = ({ result }: Exchange) =>
  isResponse(result) && result.status === 204 ? z.undefined() : cancelledOrder

/** What the answer to `POST /orders/{id}/cancel` proves. */
export const readCancelAnswer = (exchange: Exchange): Outcome => {
  const answer = readAnswer(exchange, {
    ...RULES,
    schema: cancelSchemaFor(exchange),
  })
  if (answer.type !== "read") {
    return answer.outcome
  }
  const { status, exchanges } = answer
  return succeeded({
    proof: {
      by: "answer",
      statement: `Aplazame accepted the cancel of the whole order (${status})`,
    },
    exchanges,
  })
}

/**
 * The entry that this call made: it wasn't there before, and has the call's
 * amount. Where somebody else voided the same amount meanwhile, the newest one
 * is taken.
 */
const newEntry = (
  answer: VoidsAnswer,
  amount: number,
  baseline: VoidBaseline
): VoidsAnswer["results"][number] | null =>
  newestFirst(
    answer.results.filter(
      (entry) => entry.amount === amount && !baseline.ids.includes(entry.id)
    ),
    (entry) => entry.created
  )[0] ?? null

/** Partial and emptying voids have the same answer, but not the same proof. */
const readVoidsProof = (
  exchange: Exchange,
  prove: (voids: VoidsAnswer) => Outcome
): Outcome => {
  const answer = readAnswer(exchange, { ...RULES, schema: voidsAnswer })
  return answer.type === "read" ? prove(answer.body) : answer.outcome
}

/**
 * Aplazame, "Void order", 02: proven by an entry that wasn't there before.
 *
 * What remains is reported only where nothing was captured. Of an order that
 * was captured in part, less remains to be captured than the ledger has, and
 * that is right.
 *
 * @param amount - what was asked for, in minor units
 */
export const readVoidAnswer = (
  exchange: Exchange,
  { provider_order }: CancellationCall,
  amount: number,
  baseline: VoidBaseline
): Outcome =>
  readVoidsProof(exchange, (answer) => {
    const entry = newEntry(answer, amount, baseline)
    return entry === null
      ? unknown(
          {
            code: "void_not_listed",
            message:
              "Aplazame answered with success, but its list of voids has no new entry of this amount.",
          },
          { exchanges: [exchange] }
        )
      : succeeded({
          proof: entryProof(
            "answer",
            {
              id: entry.id,
              amount: fromAplazameAmount(entry.amount),
              created_at: entry.created ?? null,
            },
            provider_order.currency_code
          ),
          reference: entry.id,
          remaining: isUncaptured(answer, baseline, provider_order)
            ? fromAplazameAmount(answer.remaining_amount)
            : null,
          exchanges: [exchange],
        })
  })

/**
 * The same call as a full cancellation. "If the total amount is void, the order
 * will be canceled", so voids that add up to the total prove it. That nothing
 * remains doesn't prove it, because a part may have been captured. Where the
 * total isn't known, the order decides (`CANCEL_NOT_SHOWN`).
 */
export const readEmptyingAnswer = (
  exchange: Exchange,
  { provider_order }: CancellationCall,
  amount: number,
  baseline: VoidBaseline
): Outcome =>
  readVoidsProof(exchange, (answer) => {
    const exchanges = [exchange]
    if (answer.remaining_amount > 0) {
      return unknown(
        {
          code: "remainder_left",
          message:
            "Aplazame answered with success, but says that a part of the order remains.",
        },
        { exchanges }
      )
    }
    const proof = endOf(
      { total_amount: baseline.total_amount },
      answer,
      provider_order
    )
    return proof
      ? succeeded({
          proof: { ...proof, by: "answer" },
          reference: newEntry(answer, amount, baseline)?.id ?? null,
          remaining: "0",
          exchanges,
        })
      : unknown(
          {
            code: CANCEL_NOT_SHOWN,
            message:
              "Aplazame voided what remained, and doesn't show the order as cancelled. Look whether a part of it was captured, and refund that there.",
          },
          { exchanges }
        )
  })

/** All that remained was voided. The order shows whether it is cancelled. */
export const CANCEL_NOT_SHOWN = "cancel_not_shown"

export type OrderReading = Answer<OrderAnswer>
export type VoidsReading = Answer<VoidsAnswer>

/** Reads the answer of `GET /orders/{id}`. */
export const readOrderAnswer = (exchange: Exchange): OrderReading =>
  readAnswer(exchange, { ...READ_RULES, schema: orderAnswer })

/** Reads the answer of Aplazame, "Void order", 01. */
export const readVoidsAnswer = (exchange: Exchange): VoidsReading =>
  readAnswer(exchange, { ...READ_RULES, schema: voidsAnswer })
