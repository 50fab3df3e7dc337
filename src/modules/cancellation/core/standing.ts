import { Problem } from "./problem"
import { CancellationStatus } from "./status"

/** The live full cancellation of a provider order. */
export interface LiveCancel {
  id: string
  status: CancellationStatus
}

/** What the ledger has of a provider order before a full cancellation. */
export interface Standing {
  id: string
  /** Null where there is none. */
  live_cancel: LiveCancel | null
  /** References of its cancellations. */
  owned_references: string[]
}

export const isDone = ({ live_cancel }: Standing): boolean =>
  live_cancel?.status === "succeeded"

/** Why a full cancellation would send nothing beside a live one. */
export const besideLive = ({ id, status }: LiveCancel): Problem => {
  switch (status) {
    case "succeeded":
      return {
        code: "cancelled_before",
        message: `It was cancelled before (${id}), so nothing would be sent.`,
      }
    case "needs_review":
      return {
        code: "needs_review",
        message: `Its cancellation ${id} waits for a person's decision: look at that one first. Nothing more would be sent.`,
      }
    default:
      return {
        code: "under_way",
        message: `It is being cancelled already (${id}), so nothing more would be sent.`,
      }
  }
}
