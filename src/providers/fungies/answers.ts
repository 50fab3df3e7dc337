import {
  type Exchange,
  type Outcome,
  type RecordReading,
  type Rejected,
  type Unknown,
  alreadyDone,
  classifyTransport,
  rejected,
  retry,
  succeeded,
  unknown,
  unreadableAnswer,
} from "../../provider-kit"
import { answerOf, NAME } from "./answer"
import { endOf, isCancelled } from "./order"
import { effectIn } from "./record"

/** An outcome that stands until the order itself has been looked at. */
export interface Undecided {
  type: "undecided"
  /** Stands if the order turns out to be open. */
  otherwise: Rejected | Unknown
  /** What it means if the order turns out to be cancelled. */
  if_cancelled: "succeeded" | "already_done"
}

/**
 * The outcome of a cancel (Fungies, "Cancel Order"), as far as its own answer
 * proves it.
 *
 * Which statuses may be cancelled isn't documented, so a refusal may well be
 * about an order that is cancelled already: the order decides.
 */
export const classifyCancel = (
  exchange: Exchange,
  externalId: string
): Outcome | Undecided => {
  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    return transport
  }

  const evidence = { exchanges: [exchange] }
  const answer = answerOf(exchange, externalId)
  switch (answer.type) {
    case "unauthorized":
      return retry(answer.error, evidence)
    case "forbidden":
      return rejected(answer.error, evidence)
    case "unreadable":
      return unreadableAnswer(exchange, NAME)
    case "refused":
      return {
        type: "undecided",
        otherwise: rejected(answer.error, evidence),
        if_cancelled: "already_done",
      }
    case "order": {
      const { status } = answer.order
      const proof = endOf("answer", status)
      if (proof) {
        // Another end than the one that a cancel sets was there before it.
        return isCancelled(status)
          ? succeeded({ proof, ...evidence })
          : alreadyDone({ proof: { ...proof, by: "record" }, ...evidence })
      }
      return {
        type: "undecided",
        otherwise: unknown(
          {
            code: "cancel_not_shown",
            message: `Fungies answered with success, but shows order ${externalId} as ${status}. Look at the order in Fungies.`,
          },
          evidence
        ),
        if_cancelled: "succeeded",
      }
    }
  }
}

/** Settles what a cancel's own answer left open, by the order as it is now. */
export const decide = (
  undecided: Undecided,
  reading: RecordReading
): Outcome => {
  const { otherwise } = undecided
  const evidence = {
    exchanges: [...(otherwise.exchanges ?? []), ...(reading.exchanges ?? [])],
  }

  if (reading.type === "failed") {
    return unknown(
      {
        code: "order_not_read",
        message: `${otherwise.error.message} Whether it is cancelled could not be read: ${reading.error.message}`,
        provider_message: otherwise.error.provider_message,
      },
      evidence
    )
  }
  if (reading.type === "missing" && otherwise.type === "rejected") {
    return rejected(
      {
        ...reading.error,
        provider_message:
          otherwise.error.provider_message ?? reading.error.provider_message,
      },
      evidence
    )
  }
  const effect = reading.type === "found" ? effectIn(reading.record) : null
  if (reading.type === "found" && effect?.type === "applied") {
    const { proof } = effect
    const isOurs =
      undecided.if_cancelled === "succeeded" &&
      isCancelled(reading.record.status ?? "")
    return isOurs
      ? succeeded({ proof, ...evidence })
      : alreadyDone({ proof, ...evidence })
  }
  return { ...otherwise, ...evidence }
}
