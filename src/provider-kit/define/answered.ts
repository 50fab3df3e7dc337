import { z } from "@medusajs/framework/zod"
import { readAnswer } from "../answer"
import { isResponse } from "../http/exchange"
import { Outcome, Rejected, succeeded } from "../outcome"
import { ProviderRecord } from "../record"
import { ShownVoid } from "./definition"
import { effectIn, isSameAmount } from "./effect"
import { isOf } from "./shown-order"
import { inWords, isOnlyTaken, notShown, Sent, taken } from "./sent"

/** What a call's own answer says about it. */
export type Answered =
  | { type: "settled"; outcome: Outcome }
  /** A 4xx. The record decides whether it is believed. */
  | { type: "refused"; outcome: Rejected }

type SaidIn = Parameters<typeof readAnswer>[1]["saidIn"]

/** Pure: what the answer to a call proves. */
export type AnswerReader = (sent: Sent, saidIn?: SaidIn) => Answered

const reader =
  <T>(
    schema: z.ZodType<T>,
    outcomeOf: (sent: Sent, body: T) => Outcome
  ): AnswerReader =>
  (sent, saidIn) => {
    const { exchange, name } = sent
    const answer = readAnswer(exchange, { name, schema, saidIn })
    switch (answer.type) {
      case "read":
        return { type: "settled", outcome: outcomeOf(sent, answer.body) }
      case "refused":
        return { type: "refused", outcome: answer.outcome }
      case "unproven":
        return { type: "settled", outcome: answer.outcome }
    }
  }

const ofOrder = (sent: Sent, record: ProviderRecord): Outcome => {
  const effect = effectIn(sent.call, record, sent.name)
  switch (effect.type) {
    case "applied":
      return succeeded({
        proof: { ...effect.proof, by: "answer" },
        reference: effect.reference ?? null,
        remaining: record.remaining,
        exchanges: [sent.exchange],
      })
    case "settling":
      return taken(sent, true)
    case "absent":
      return isOnlyTaken(sent)
        ? taken(sent, false)
        : notShown(sent, "the order in its answer shows nothing of it.")
    case "undecidable":
      return notShown(sent, effect.reason)
  }
}

/**
 * The answer shows the order, and the call is done if the order shows it. A 202
 * needs no body: nothing of the call is done yet that it could show.
 */
export const byOrder = (schema: z.ZodType<ProviderRecord>): AnswerReader => {
  const read = reader(schema, ofOrder)
  const readTaken = reader(schema.or(z.undefined()), (sent, record) =>
    record ? ofOrder(sent, record) : taken(sent, false)
  )
  return (sent, saidIn) => (isOnlyTaken(sent) ? readTaken : read)(sent, saidIn)
}

/** The answer is about the void alone. Its schema accepts only a success. */
export const byVoid = (schema: z.ZodType<ShownVoid>): AnswerReader =>
  reader(
    schema,
    (sent, { id, reference = null, amount = null, remaining = null }) => {
      const { call, exchange, name } = sent
      if (!isOf(call.provider_order, id)) {
        return notShown(sent, "it is about another order.")
      }
      if (isOnlyTaken(sent)) {
        return taken(sent, false)
      }
      if (amount !== null && !isSameAmount(amount, call.amount)) {
        return notShown(sent, `it says that it voided ${amount}.`)
      }
      const by = reference === null ? "" : ` as ${reference}`
      const statement = `${name} confirmed ${inWords(call)}${by}`
      return succeeded({
        proof: { by: "answer", statement },
        reference,
        remaining,
        exchanges: [exchange],
      })
    }
  )

/** The API's document says that a 2xx without a body means "done". */
export const byNothing: AnswerReader = reader(z.undefined(), (sent) => {
  const { call, exchange, name } = sent
  const { result } = exchange
  if (isOnlyTaken(sent) || !isResponse(result)) {
    return taken(sent, false)
  }
  const statement = `${name} answered ${inWords(call)} with ${result.status} and no body`
  return succeeded({
    proof: { by: "answer", statement },
    exchanges: [exchange],
  })
})
