import {
  classifyTransport,
  Exchange,
  isResponse,
  jsonOf,
  Outcome,
  rejected,
  retry,
  succeeded,
  unknown,
  unreadableAnswer,
} from "../../provider-kit"
import { fromAplazameAmount } from "./amounts"
import { errorAnswer, VoidBaseline, voidsAnswer, VoidsAnswer } from "./contract"
import { PROVIDER_NAME, toError } from "./errors"
import { newestFirst } from "./order-of-voids"

/** What the status alone proves; null for a 2xx that arrived whole. */
const classifyStatus = (exchange: Exchange): Outcome | null => {
  const transport = classifyTransport(exchange, PROVIDER_NAME)
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
 * a proxy in between proves nothing.
 *
 * A 409 is documented without a meaning. Like every 4xx it proves that this
 * call did nothing; whether the order is cancelled already is then read.
 */
export const classifyCancel = (exchange: Exchange): Outcome => {
  const known = classifyStatus(exchange)
  if (known) {
    return known
  }
  const { result } = exchange
  if (isResponse(result) && result.body.trim() !== "") {
    const body = jsonOf(result)
    const isObject =
      typeof body === "object" && body !== null && !Array.isArray(body)
    if (!isObject || errorAnswer.safeParse(body).success) {
      return unreadableAnswer(exchange, PROVIDER_NAME)
    }
  }
  return succeeded({ exchanges: [exchange] })
}

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
  return parsed.success
    ? prove(parsed.data)
    : unreadableAnswer(exchange, PROVIDER_NAME)
}

/**
 * The entry that this call made: not there before, of its amount. Where
 * somebody else voided the same amount in between, the newest is taken.
 */
const newEntry = (
  answer: VoidsAnswer,
  amount: number,
  baseline: VoidBaseline
): string | null =>
  newestFirst(
    answer.results.filter(
      (entry) => entry.amount === amount && !baseline.ids.includes(entry.id)
    ),
    (entry) => entry.created
  )[0]?.id ?? null

/**
 * Aplazame, "Void order", 02: proven by an entry that was not there before.
 *
 * @param amount - what was asked for, in minor units
 */
export const classifyVoid = (
  exchange: Exchange,
  amount: number,
  baseline: VoidBaseline
): Outcome =>
  classifyVoids(exchange, (answer) => {
    const reference = newEntry(answer, amount, baseline)
    return reference === null
      ? unknown(
          {
            code: "void_not_listed",
            message:
              "Aplazame answered with success, but its list of voids has no new entry of this amount.",
          },
          { exchanges: [exchange] }
        )
      : succeeded({
          reference,
          remaining: fromAplazameAmount(answer.remaining_amount),
          exchanges: [exchange],
        })
  })

/**
 * The same call as a whole cancel: "if the total amount is void, the order
 * will be canceled", so it is proven by a remainder of zero.
 */
export const classifyRemainderVoid = (
  exchange: Exchange,
  amount: number,
  baseline: VoidBaseline
): Outcome =>
  classifyVoids(exchange, (answer) =>
    answer.remaining_amount === 0
      ? succeeded({
          reference: newEntry(answer, amount, baseline),
          remaining: "0",
          exchanges: [exchange],
        })
      : unknown(
          {
            code: "remainder_left",
            message:
              "Aplazame answered with success, but says that a part of the order remains.",
          },
          { exchanges: [exchange] }
        )
  )
