import {
  type CancellationCall,
  classifyTransport,
  type Exchange,
  isResponse,
  jsonOf,
  type Outcome,
  rejected,
  retry,
  succeeded,
  unknown,
  unreadableAnswer,
} from "../../provider-kit"
import { fromAplazameAmount } from "./amounts"
import {
  errorAnswer,
  orderAnswer,
  type VoidBaseline,
  voidsAnswer,
  type VoidsAnswer,
} from "./wire"
import { NAME, toError } from "./errors"
import { newestFirst } from "./order-of-voids"
import { endOf, entryProof, isCancelled } from "./proofs"
import { isUncaptured } from "./total"

/** What the status alone proves; null for a 2xx that arrived whole. */
const classifyStatus = (exchange: Exchange): Outcome | null => {
  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    return transport
  }
  const { result } = exchange
  if (!isResponse(result) || result.status < 400) {
    return null
  }
  const evidence = { exchanges: [exchange] }
  return result.status === 401
    ? retry(toError(result), evidence)
    : rejected(toError(result), evidence)
}

/**
 * `POST /orders/{id}/cancel`: 204 without a body is documented. Another 2xx
 * counts where its body is empty or a JSON object without an error; a page of
 * a proxy in between proves nothing, nor does an order that is still open.
 *
 * A 409 is documented without a meaning. Like every 4xx it proves that this
 * call did nothing; whether the order is cancelled already is then read.
 */
export const readCancelAnswer = (exchange: Exchange): Outcome => {
  const known = classifyStatus(exchange)
  if (known) {
    return known
  }
  const { result } = exchange
  if (isResponse(result) && result.body.trim() !== "") {
    const body = jsonOf(result)
    const isObject =
      typeof body === "object" && body !== null && !Array.isArray(body)
    if (
      !isObject ||
      errorAnswer.safeParse(body).success ||
      showsOpenOrder(body)
    ) {
      return unreadableAnswer(exchange, NAME)
    }
  }
  const status = isResponse(result) ? result.status : null
  return succeeded({
    proof: {
      by: "answer",
      statement: `Aplazame accepted the cancel of the whole order (${status})`,
    },
    exchanges: [exchange],
  })
}

/** An order, or its list of voids, that doesn't say that it is cancelled. */
const showsOpenOrder = (body: object): boolean =>
  voidsAnswer.safeParse(body).success ||
  (("status" in body || "cancelled" in body) &&
    !isCancelled(orderAnswer.safeParse(body).data ?? {}))

/** Both kinds of void are answered alike; only what proves them differs. */
const classifyVoids = (
  exchange: Exchange,
  prove: (answer: VoidsAnswer) => Outcome
): Outcome => {
  const known = classifyStatus(exchange)
  if (known) {
    return known
  }
  const { result } = exchange
  const parsed = voidsAnswer.safeParse(
    isResponse(result) ? jsonOf(result) : undefined
  )
  return parsed.success ? prove(parsed.data) : unreadableAnswer(exchange, NAME)
}

/**
 * The entry that this call made: not there before, of its amount. Where
 * somebody else voided the same amount in between, the newest is taken.
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

/**
 * Aplazame, "Void order", 02: proven by an entry that was not there before.
 *
 * What remains is told on only where it is all that there is: of an order that
 * was captured in part, it is less than the ledger has, and that is right.
 *
 * @param amount - what was asked for, in minor units
 */
export const readVoidAnswer = (
  exchange: Exchange,
  { provider_order }: CancellationCall,
  amount: number,
  baseline: VoidBaseline
): Outcome =>
  classifyVoids(exchange, (answer) => {
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
 * The same call as a whole cancel: "if the total amount is void, the order
 * will be canceled", so it is proven by voids that add up to that. That nothing
 * remains proves it by itself of no order: a part may have been captured. Where
 * the total isn't known, the order tells (`CANCEL_NOT_SHOWN`).
 */
export const readEmptyingAnswer = (
  exchange: Exchange,
  { provider_order }: CancellationCall,
  amount: number,
  baseline: VoidBaseline
): Outcome =>
  classifyVoids(exchange, (answer) => {
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

/** All that remained was voided; whether that was all of it, the order says. */
export const CANCEL_NOT_SHOWN = "cancel_not_shown"
