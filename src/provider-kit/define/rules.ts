import type { z } from "@medusajs/framework/zod"
import { CancellationKind, ProviderOrderRef } from "../call"
import { KindCapabilities, ProviderCapabilities } from "../provider"
import { AnswerReader, byNothing, byOrder, byVoid } from "./answered"
import {
  CancellationProviderDefinition,
  DefinedVoid,
  RepeatedCall,
  RequestOfCall,
} from "./definition"
import { orderSchema, ShownOrder } from "./shown-order"

/** How one kind of call is made, and how its answers are read. */
export interface CallRules {
  request: RequestOfCall
  repeated: RepeatedCall
  /** Whether the record shows that such a call was carried out. */
  readable: boolean
  answerOf: (order: ProviderOrderRef) => AnswerReader
}

export type Rules = Record<CancellationKind, CallRules | null> & {
  cancel: CallRules
}

const mistake = (identifier: string, what: string): Error =>
  new Error(`defineCancellationProvider, "${identifier}": ${what}`)

interface Shown {
  identifier: string
  state?: z.ZodType<ShownOrder>
  cancelAnswer?: "nothing" | z.ZodType<ShownOrder>
  read?: unknown
}

/** A definition may be written in JavaScript, where any part may be missing. */
const shownByCancel = ({
  identifier,
  state,
  cancelAnswer = state,
  read,
}: Shown): "nothing" | z.ZodType<ShownOrder> => {
  if (cancelAnswer === undefined || (read && !state)) {
    throw mistake(
      identifier,
      'give state, the schema of an order in an answer, or cancelAnswer: "nothing" where a 2xx without a body means "done".'
    )
  }
  return cancelAnswer
}

const cancelOf = <TShape extends z.ZodRawShape>(
  definition: CancellationProviderDefinition<TShape>
): CallRules => {
  const { name, cancel, read } = definition
  const shown = shownByCancel(definition)
  return {
    request: cancel,
    repeated: definition.repeatedCancel,
    readable: read !== undefined,
    answerOf: (order) =>
      shown === "nothing"
        ? byNothing
        : byOrder(orderSchema(shown, name, order)),
  }
}

const shownBy = (
  { listed, answer = "state" }: DefinedVoid,
  state: z.ZodType<ShownOrder> | undefined,
  { identifier, name }: { identifier: string; name: string }
): CallRules["answerOf"] => {
  if (answer === "nothing") {
    return () => byNothing
  }
  if (answer !== "state") {
    return () => byVoid(answer)
  }
  if (!listed || !state) {
    throw mistake(
      identifier,
      'an order that doesn\'t list its voids proves none: give void.answer, a schema or "nothing".'
    )
  }
  return (order) => byOrder(orderSchema(state, name, order))
}

/**
 * The rules for a definition's calls.
 *
 * @throws where the definition contradicts itself in a way that types allow
 */
export const rulesOf = <TShape extends z.ZodRawShape>(
  definition: CancellationProviderDefinition<TShape>
): Rules => {
  const { void: part, read, state } = definition
  return {
    cancel: cancelOf(definition),
    void: part
      ? {
          request: part.request,
          repeated: part.repeated,
          readable: read !== undefined && part.listed === true,
          answerOf: shownBy(part, state, definition),
        }
      : null,
  }
}

/**
 * A refusal because the call is done already looks like any other refusal, and
 * only the record tells them apart. Without a record the call isn't repeated,
 * because its refusal would prove nothing.
 */
const capabilitiesOfKind = ({
  repeated,
  readable,
}: CallRules): KindCapabilities => ({
  harmless_to_repeat:
    repeated === "harmless" || (repeated === "refused" && readable),
  ...(repeated === "harmless" && { repeats_alike: true }),
  readable,
})

/** What a definition allows the core to do. */
export const capabilitiesOf = (
  { cancel, void: part }: Rules,
  { read, void: given }: { read?: unknown; void?: DefinedVoid }
): ProviderCapabilities => ({
  unit: given?.unit ?? "none",
  cancel: capabilitiesOfKind(cancel),
  void: part && capabilitiesOfKind(part),
  has_record: read !== undefined,
})
