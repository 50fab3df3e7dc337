import {
  accepted,
  type AnswerRules,
  type CancellationCall,
  type Effect,
  type Exchange,
  type Outcome,
  type Proof,
  type ProviderRecord,
  readAnswer,
  succeeded,
} from "../../provider-kit"
import { privateValuesOf } from "./details"
import { type Credentials } from "./options"
import { cancelledProof, findEffect, toRecord } from "./record"
import { jsonObject, saidIn } from "./wire"

/** What to say where credentials are wrong, with the options that hold them. */
const WRONG: Record<Credentials["type"], string> = {
  token: "Akinon did not accept the token. Check the option token.",
  login:
    "Akinon did not accept the login. Check the options username and password.",
}

/**
 * What each status leads to. A refusal proves that this call did nothing.
 * Whether it was done before is then read from the order; see `reconsider`.
 *
 * @param privateValues - the call's IBANs and names, which are masked
 */
export const rulesFor = (
  credentials: Credentials["type"],
  privateValues: readonly string[] = []
): AnswerRules => ({
  name: "Akinon",
  saidIn: (body) => saidIn(body, privateValues),
  statuses: {
    400: {
      code: "invalid_request",
      message:
        "Akinon did not accept the request. Read its answer, correct what it names, and retry.",
    },
    401: { means: "credentials", message: WRONG[credentials] },
    403: {
      message:
        "Akinon does not allow this. Check which rights this user has in Omnitron.",
    },
    404: {
      code: "not_found",
      message:
        "Akinon has no such order. Check the order id that is registered for it, and the option apiPrefix.",
    },
    406: {
      code: "not_acceptable",
      message:
        "A rule or a service behind Akinon refused. Read its answer, and retry once the cause is gone.",
    },
    other: (status) => ({
      message: `Akinon refused with ${status}. Read its answer, and retry once the cause is gone.`,
    }),
  },
})

/**
 * What a refused login leads to: the credentials are wrong. The call that
 * needed the login was either not made, or answered with a 401.
 */
export const LOGIN_RULES: AnswerRules = {
  name: "Akinon",
  saidIn,
  wordTransport: (message) => `Logging in to Akinon failed. ${message}`,
  unreadable: {
    code: "login_unreadable",
    message:
      "Akinon answered the login without a key. Check the options baseUrl and apiPrefix.",
  },
  statuses: {
    400: { means: "credentials", message: WRONG.login },
    401: { means: "credentials", message: WRONG.login },
    403: { means: "credentials", message: WRONG.login },
    other: (status) => ({
      code: "login_failed",
      message: `Akinon answered the login with ${status}. Check the options baseUrl and apiPrefix.`,
    }),
  },
}

/**
 * What the answer to Akinon Omnitron, "Order Cancellation", proves, for a full
 * cancellation and for a partial void.
 *
 * A 200 means that Omnitron took it. It is done only where the order's detail
 * in the answer says so (100, canceled, of the order or of all its items).
 * Anything else is `accepted`, and read again later: status 50
 * (cancellation_waiting), which is remembered, an answer without details, and a
 * status that this code doesn't know.
 *
 * @param baseline - what `prepare` read of the order
 * @param further - earlier calls whose token was refused
 */
export const readCancelAnswer = (
  exchange: Exchange,
  call: CancellationCall,
  credentials: Credentials["type"],
  baseline: unknown,
  further: readonly Exchange[] = []
): Outcome => {
  const answer = readAnswer(exchange, {
    ...rulesFor(credentials, privateValuesOf(call)),
    schema: jsonObject,
    further,
  })
  if (answer.type !== "read") {
    return answer.outcome
  }
  const { body, exchanges } = answer
  const record = toRecord(body, call.provider_order.external_id)
  if (!record) {
    return accepted({ exchanges })
  }
  const effect = findEffect(call, record, { baseline })
  const proof = proofIn(call, record, effect)
  if (proof) {
    return succeeded({ proof: { ...proof, by: "answer" }, exchanges })
  }
  return accepted({
    ...(effect.type === "settling" && { is_waiting: true }),
    exchanges,
  })
}

/** Omnitron took it, so nothing is left where all items are cancelled. */
const proofIn = (
  call: CancellationCall,
  record: ProviderRecord,
  effect: Effect
): Proof | null => {
  if (call.kind === "cancel") {
    return cancelledProof(record)
  }
  return effect.type === "applied" ? effect.proof : null
}
