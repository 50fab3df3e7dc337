import type { SystemName } from "./api"

/** A change of a provider's state by a request. */
export interface Effect {
  /** 1 for the first effect since the start or the last reset. */
  seq: number
  /** Epoch milliseconds, by the sandbox's clock. */
  at: number
  /** The order's id at the provider, always as a string. */
  order_id: string
  kind: "cancel" | "void"
  /** What a void took: climes, or hundredths of the currency. */
  amount?: number
  /** The Omnitron order items that it was about. */
  items?: number[]
}

/** One request that arrived, and its answer. */
export interface JournalEntry {
  seq: number
  /** Epoch milliseconds, by the sandbox's clock. */
  at: number
  provider: SystemName
  method: string
  /** As it was sent: percent-encoded, with its query. */
  path: string
  headers: Record<string, string>
  /** Parsed where it is JSON and says so, else the raw text. Null if none. */
  body: unknown
  /** The status of the answer. Null while, or where, there is none. */
  status: number | null
  effect: Effect | null
}

export type NewEffect = Omit<Effect, "seq" | "at">
export type NewEntry = Omit<JournalEntry, "seq" | "at" | "status" | "effect">

/** What a test looks at: the requests, and what they changed. */
export class Journal {
  readonly entries: JournalEntry[] = []
  readonly effects: Effect[] = []

  constructor(private readonly clock: () => number) {}

  open(entry: NewEntry): JournalEntry {
    const opened: JournalEntry = {
      seq: this.entries.length + 1,
      at: this.clock(),
      ...entry,
      status: null,
      effect: null,
    }
    this.entries.push(opened)
    return opened
  }

  record(entry: JournalEntry, effect: NewEffect): void {
    const recorded: Effect = {
      seq: this.effects.length + 1,
      at: this.clock(),
      ...effect,
    }
    this.effects.push(recorded)
    entry.effect = recorded
  }

  clear(): void {
    this.entries.length = 0
    this.effects.length = 0
  }
}
