import {
  type Answer,
  type CancellationCall,
  type Effect,
  type ProviderRecord,
  readingOf,
  type RecordReading,
} from "../../provider-kit"
import { statementOf } from "./answers"
import { type RecordAnswer } from "./wire"

const STATES = {
  succeeded: "cancelled",
  accepted: "cancelling",
  rejected: "open",
  unknown: "open",
} as const

const BEFORE_WORDS = ": "

const toRecord = (
  call: CancellationCall,
  body: RecordAnswer
): ProviderRecord => ({
  state: STATES[body.status],
  status: [body.status, ...(body.message ? [body.message] : [])].join(
    BEFORE_WORDS
  ),
  total: null,
  remaining: null,
  voids: null,
  items: null,
  proof:
    body.status === "succeeded"
      ? { by: "record", statement: statementOf(call, body) }
      : null,
})

/** What the receiver says of one message, as a record. */
export const toReading = (
  call: CancellationCall,
  answer: Answer<RecordAnswer>
): RecordReading =>
  readingOf(
    answer.type === "read"
      ? { ...answer, body: toRecord(call, answer.body) }
      : answer
  )

/** The record is of this very message, so its state is the call's. */
export const findEffect = ({
  state,
  status,
  proof,
}: ProviderRecord): Effect => {
  if (state === "cancelled" && proof) {
    return { type: "applied", proof }
  }
  if (state === "cancelling") {
    return { type: "settling" }
  }
  const [, ...words] = (status ?? "").split(BEFORE_WORDS)
  const provider_message = words.join(BEFORE_WORDS) || null
  return { type: "absent", provider_message }
}
