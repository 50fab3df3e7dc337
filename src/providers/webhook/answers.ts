import {
  accepted,
  type Answer,
  type AnswerRules,
  AUTH_ERROR_CODES,
  type CancellationCall,
  type Exchange,
  isResponse,
  type Outcome,
  type ProviderCheck,
  readAnswer,
  type Rejected,
  rejected,
  type Retry,
  succeeded,
  type Unknown,
  unknown,
  unreadableAnswer,
} from "../../provider-kit"
import {
  type Decision,
  decision,
  type RecordAnswer,
  recordAnswer,
  saidIn,
  TYPES,
} from "./wire"

const NAME = "The receiver"

/** What each status leads to. Any other 4xx refuses the message. */
const RULES: AnswerRules = {
  name: NAME,
  saidIn,
  statuses: {
    401: {
      means: "credentials",
      message: `${NAME} refused the message (401). Check that it verifies with one of the secrets in the option secrets, and the option headers, then resume the provider.`,
    },
    // Standard Webhooks: the receiver wants no more messages.
    410: {
      means: "credentials",
      code: AUTH_ERROR_CODES.gone,
      message: `${NAME} is gone (410), so nothing more is sent to it. Check the option url, then resume the provider.`,
    },
    other: (status) => ({
      message: `${NAME} refused the message (${status}). Read its answer, and retry once the cause is gone.`,
    }),
  },
}

/** What the message asked for, in the words of a proof. */
export const inWords = ({ kind, amount, items }: CancellationCall): string => {
  const units = items?.reduce((sum, { quantity }) => sum + quantity, 0)
  const part = amount ?? (units === undefined ? null : `${units} units`)
  return part === null ? TYPES[kind] : `${TYPES[kind]} of ${part}`
}

const acknowledged = ({ result }: Exchange): number | null =>
  isResponse(result) && result.status < 300 && result.body_state === "complete"
    ? result.status
    : null

const notAcknowledged = (exchange: Exchange): Rejected | Retry | Unknown => {
  const answer = readAnswer(exchange, { ...RULES, schema: decision })
  return answer.type === "read"
    ? unreadableAnswer(exchange, NAME)
    : answer.outcome
}

/** The outcome where a 2xx says that the message arrived, whatever it holds. */
export const readAcknowledgement = (
  exchange: Exchange,
  call: CancellationCall
): Outcome => {
  const status = acknowledged(exchange)
  return status === null
    ? notAcknowledged(exchange)
    : succeeded({
        proof: {
          by: "answer",
          statement: `${NAME} acknowledged ${inWords(call)} (${status})`,
        },
        exchanges: [exchange],
      })
}

export const statementOf = (
  call: CancellationCall,
  { reference }: Pick<Decision, "reference">
): string =>
  `${NAME} carried out ${inWords(call)}${reference === null ? "" : ` as ${reference}`}`

const REJECTED =
  "The receiver decided against it. Read its words, and retry once the cause is gone."

const SETTLES_LATER =
  "The receiver took the message and settles it later. The same message is sent again to learn how it ended; with the option recordUrl it is asked instead."

/** The outcome where the body says what the receiver decided. */
export const readDecision = (
  exchange: Exchange,
  call: CancellationCall,
  isRecordKept: boolean
): Outcome => {
  const answer = readAnswer(exchange, { ...RULES, schema: decision })
  if (answer.type !== "read") {
    return answer.outcome
  }
  const { body, exchanges } = answer
  const { reference } = body
  switch (body.status) {
    case "succeeded":
      return succeeded({
        proof: { by: "answer", statement: statementOf(call, body) },
        reference,
        exchanges,
      })
    case "accepted":
      return isRecordKept
        ? accepted({ is_waiting: true, reference, exchanges })
        : unknown(
            { code: "settles_later", message: SETTLES_LATER },
            { exchanges }
          )
    case "rejected":
      return rejected(
        { ...saidIn(body), code: "refused_by_receiver", message: REJECTED },
        { exchanges }
      )
  }
}

/** What the receiver says of one message, when it is asked. */
export const readRecordAnswer = (exchange: Exchange): Answer<RecordAnswer> =>
  readAnswer(exchange, { ...RULES, schema: recordAnswer })

/** What the answer to a ping says, which is no decision. */
export const readPing = (exchange: Exchange): ProviderCheck => {
  const status = acknowledged(exchange)
  if (status !== null) {
    const message = `${NAME} answered ${status} to a signed message of the type ping.`
    return { ok: true, message }
  }
  return { ok: false, message: notAcknowledged(exchange).error.message }
}
