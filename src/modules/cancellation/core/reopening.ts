import { HistoryEntry, LastError, ProofDTO } from "../types"
import { Refusal, refusal } from "./refusal"
import { CancellationStatus, canBeReopened } from "./status"

/** Why it waits for a person, once it was reopened. */
export const REOPENED: LastError = {
  code: "outcome_unknown",
  message:
    "It was closed by hand and opened again, so what became of it has to be decided anew. Look at the order at the provider. If it is done there, resolve it as succeeded. If it is not, retry it, or dismiss it.",
  provider_code: null,
  provider_message: null,
}

/** Why a void waits for a person whose full cancellation was reopened. */
export const BACK_WITH_ITS_CANCEL: LastError = {
  code: "outcome_unknown",
  message:
    "It may have been carried out, and ended because the full cancellation was closed by hand as done. That was opened again, so what became of this void has to be decided too. Look at the order at the provider. If it is done there, resolve it as succeeded. If it is not, dismiss it.",
  provider_code: null,
  provider_message: null,
}

/** Null: a person closed it, so a person may take that back. */
export const whyNotReopened = ({
  status,
  proof,
}: {
  status: CancellationStatus
  proof: ProofDTO | null
}): Refusal | null => {
  // A superseded void comes back with its full cancellation only.
  if (status === "superseded" || !canBeReopened(status, "needs_review")) {
    return refusal(
      "wrong_status",
      `A cancellation that is ${status} can't be opened again; only one that a person closed can.`
    )
  }
  return status === "succeeded" && proof?.by !== "person"
    ? refusal(
        "wrong_status",
        "The provider itself has shown that it is done, so it can't be opened again."
      )
    : null
}

/**
 * The number of the last attempt of which a person had confirmed that it was not
 * applied, before the cancellation was closed: what was said with the closing is
 * taken back with it.
 */
export const notAppliedBefore = (history: HistoryEntry[]): number => {
  const closing = history.map(({ action }) => action).lastIndexOf("resolve")
  const confirmed = history
    .slice(0, Math.max(0, closing))
    .flatMap(({ not_applied_through }) => not_applied_through ?? [])
  return confirmed.at(-1) ?? 0
}
