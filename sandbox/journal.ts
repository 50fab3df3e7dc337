import type { ProviderName } from "./api"

/** Something a request changed in a provider's state. */
export interface Effect {
  /** 1 for the first effect since the start or the last reset. */
  seq: number
  /** Epoch milliseconds, by the sandbox's clock. */
  at: number
  /** The id the order is known by at the provider, always as a string. */
  order_id: string
  kind: "cancel" | "void"
  /** What a void took away: climes, or hundredths of the currency. */
  amount?: number
  /** Which Omnitron order items it concerned. */
  items?: number[]
}

/** One request that arrived, and what became of it. */
export interface JournalEntry {
  seq: number
  /** Epoch milliseconds, by the sandbox's clock. */
  at: number
  provider: ProviderName
  method: string
  /** As it came over the wire: percent-encoded, with its query. */
  path: string
  headers: Record<string, string>
  /** Parsed where it is JSON and says so, else the raw text; null if none. */
  body: unknown
  /** What was answered; null while, or when, nothing was. */
  status: number | null
  effect: Effect | null
}

export type NewEffect = Omit<Effect, "seq" | "at">
export type NewEntry = Omit<JournalEntry, "seq" | "at" | "status" | "effect">

/** The evidence a test looks at: what was asked, and what it changed. */
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
