import { Remote } from "./remote/remote"
import { Word } from "./history"

/** A row of the ledger that a person looks at. */
interface Looked {
  id: string
  kind: string
  external_id: string
}

/**
 * The staff. They look at the provider before they say something. Some of them
 * then say something false, and are believed. What that does to their own
 * cancellation, and to the amount of its provider order, is their fault.
 */
export class People {
  /** Cancellations that a person marked as done. */
  readonly vouchedFor = new Set<string>()
  private readonly lies = new Set<string>()
  private readonly lanesOfLies = new Set<string>()

  constructor(private readonly remote: Remote) {}

  /** What they would say. Null while the provider hasn't decided. */
  says(row: Looked, word: Word): "done" | "not_done" | null {
    if (word === "true" && this.remote.isWaiting(row)) {
      return null
    }
    const isSo = this.remote.isSo(row)
    return isSo === (word === "true") ? "done" : "not_done"
  }

  /** Notes that they were believed. */
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
