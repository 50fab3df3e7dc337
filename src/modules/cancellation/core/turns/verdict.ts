import { CancellationKind } from "../../../../provider-kit"
import { LastError } from "../../types"
import { CancellationStatus, RELEASED_STATUSES } from "../status"

/** A cancellation that another one waits for. */
export interface Dependency {
  id: string
  provider_id: string
  external_id: string
  status: CancellationStatus
}

/**
 * A cancellation that goes after others and has not been sent, or is not known
 * to have been.
 */
export interface Dependent {
  id: string
  provider_id: string
  kind: CancellationKind
  /** `needs_review`: because one that it waits for failed, and only then. */
  status: "pending" | "needs_review"
  goes_after: string[]
  /** Null: it doesn't wait. */
  waits_for: string[] | null
  /** A void beside a live full cancellation of the same provider order. */
  is_pointless: boolean
  /** Those of the providers in `goes_after`, of the same cause. */
  dependencies: Dependency[]
}

/** How a cancellation changes because of what it goes after. */
export type Turn =
  | { type: "goes" }
  | { type: "superseded" }
  | { type: "waits"; waits_for: string[] }
  | { type: "fails"; waits_for: string[]; last_error: LastError }
  /** It stays with a person, and waits for others than before. */
  | { type: "still_fails"; waits_for: string[] }

/**
 * Whose turn it is. One that waits goes once all that it waits for succeeded;
 * if one of these ended in any other way, a person decides. One that needs a
 * person stays there until it may go: that the other one is tried again is
 * no reason to call the person off.
 *
 * @returns null if nothing changes
 */
export const turnOf = (dependent: Dependent): Turn | null => {
  const { status, dependencies, goes_after } = dependent
  const open = dependencies.filter((each) => each.status !== "succeeded")
  if (!open.length) {
    return dependent.waits_for === null && status === "pending"
      ? null
      : { type: dependent.is_pointless ? "superseded" : "goes" }
  }
  const waits_for = goes_after.filter((name) =>
    open.some(({ provider_id }) => provider_id === name)
  )
  const failed = open.find((each) => isReleased(each.status))
  if (failed && status === "pending") {
    return { type: "fails", waits_for, last_error: failedAt(failed) }
  }
  if (dependent.waits_for?.join() === waits_for.join()) {
    return null
  }
  return {
    type: status === "pending" ? "waits" : "still_fails",
    waits_for,
  }
}

const isReleased = (status: CancellationStatus): boolean =>
  (RELEASED_STATUSES as readonly CancellationStatus[]).includes(status)

const failedAt = ({
  id,
  provider_id,
  external_id,
  status,
}: Dependency): LastError => ({
  code: "dependency_failed",
  message: `Nothing was sent: it goes after "${provider_id}", where the cancellation ${id} of ${external_id} is ${status}. Retry that one, or resolve it there: once it has succeeded, this one goes by itself. If this one is not to be sent at all, dismiss it. To send it all the same, retry it with without_waiting and a note.`,
  provider_code: null,
  provider_message: null,
})
