import { Remote } from "./remote/remote"
import { Word } from "./history"

/** Something in the ledger that a person looks at. */
interface Looked {
  id: string
  kind: string
  external_id: string
}

/**
 * The staff: they look at the provider before they say something. Some of them
 * say something else, and are believed; what that does to their own
 * cancellation, and to the amount of its provider order, is their fault.
 */
export class People {
  /** Marked as done by hand. */
  readonly vouchedFor = new Set<string>()
  private readonly lies = new Set<string>()
  private readonly lanesOfLies = new Set<string>()

  constructor(private readonly remote: Remote) {}

  /** What they would say is so: nobody can, while the provider hasn't decided. */
  says(row: Looked, word: Word): "done" | "not_done" | null {
    if (word === "true" && this.remote.isWaiting(row)) {
      return null
    }
    const isSo = this.remote.isSo(row)
    return isSo === (word === "true") ? "done" : "not_done"
  }

  /** They were believed. */
  wasBelieved(row: Looked, word: Word): void {
    if (word === "false") {
      this.lies.add(row.id)
      this.lanesOfLies.add(row.external_id)
    }
  }

  wereLiedAbout(id: string): boolean {
    return this.lies.has(id)
  }

  liedAboutLane(externalId: string): boolean {
    return this.lanesOfLies.has(externalId)
  }
}
