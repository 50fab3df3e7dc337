import {
  alreadyDone,
  type Answer,
  type AnswerRules,
  type Exchange,
  type Outcome,
  readAnswer,
  type Rejected,
  type StatusRule,
  succeeded,
  type Unknown,
  unknown,
} from "../../provider-kit"
import { endOf, isCancelled, isOrder } from "./record"
import { type FungiesOrder, orderAnswer, saidIn, statusAnswer } from "./wire"

/** What each status leads to. `other` differs between a cancel and a read. */
const rulesFor = (
  externalId: string,
  other: (status: number) => StatusRule
): AnswerRules => ({
  name: "Fungies",
  saidIn,
  isRefusal: (body) => statusAnswer.safeParse(body).data?.status === "error",
  statuses: {
    401: {
      means: "credentials",
      message:
        "Fungies refused the keys (401). Check the options publicKey and secretKey, and that they belong to baseUrl, then resume the provider.",
    },
    403: {
      message: `Fungies doesn't let these keys touch order ${externalId} (403). Give the keys of publicKey and secretKey write access, then retry.`,
    },
    other,
  },
})

const refusedCall =
  (externalId: string) =>
  (status: number): StatusRule => ({
    message: `Fungies refused the call for order ${externalId} (${status}). Look at the order in Fungies, and retry once it can be cancelled.`,
  })

/**
 * Whether a read was refused because of the order. It is an assumption: the
 * request has nothing else in it, only 400 is documented, and an error may come
 * with HTTP 200.
 */
const isAboutTheOrder = (status: number): boolean =>
  status < 300 || [400, 404, 410, 422].includes(status)

const refusedRead =
  (externalId: string) =>
  (status: number): StatusRule =>
    isAboutTheOrder(status)
      ? {
          means: "missing",
          code: "order_not_found",
          message: `Fungies has no such order as ${externalId} for these keys (${status}). Check its id or number, and the option baseUrl.`,
        }
      : refusedCall(externalId)(status)

const readOrder = (
  exchange: Exchange,
  externalId: string,
  refused: typeof refusedCall
): Answer<FungiesOrder> =>
  readAnswer(exchange, {
    ...rulesFor(externalId, refused(externalId)),
    schema: orderAnswer,
    isOurs: (order) => isOrder(order, externalId),
  })

/** An outcome that is open until the order itself was read. */
export interface Undecided {
  type: "undecided"
  /** The outcome if the order is open. */
  otherwise: Rejected | Unknown
  /** The outcome if the order is cancelled. */
  if_cancelled: "succeeded" | "already_done"
}

/**
 * The outcome of a cancel (Fungies, "Cancel Order"), as far as its own answer
 * proves it.
 *
 * No document says which statuses may be cancelled, so a refusal may be about
 * an order that is cancelled already. The order then decides.
 */
export const readCancelAnswer = (
  exchange: Exchange,
  externalId: string
): Outcome | Undecided => {
  const answer = readOrder(exchange, externalId, refusedCall)
  if (answer.type === "refused" && answer.status !== 403) {
    const { outcome: otherwise } = answer
    return { type: "undecided", otherwise, if_cancelled: "already_done" }
  }
  if (answer.type !== "read") {
    return answer.outcome
  }
  const { exchanges } = answer
  const { status } = answer.body
  const proof = endOf("answer", status)
  if (proof) {
    // An end other than the one that a cancel sets was there before it.
    return isCancelled(status)
      ? succeeded({ proof, exchanges })
      : alreadyDone({ proof: { ...proof, by: "record" }, exchanges })
  }
  const otherwise = unknown(
    {
      code: "cancel_not_shown",
      message: `Fungies answered with success, but shows order ${externalId} as ${status}. Look at the order in Fungies.`,
    },
    { exchanges }
  )
  return { type: "undecided", otherwise, if_cancelled: "succeeded" }
}

/** Reads the answer to a read (Fungies, "Get Order"). */
export const readOrderAnswer = (
  exchange: Exchange,
  externalId: string
): Answer<FungiesOrder> => readOrder(exchange, externalId, refusedRead)
