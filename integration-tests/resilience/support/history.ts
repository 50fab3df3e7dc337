/**
 * What a generated history consists of. All of it is data, so that a history
 * that fails can be printed, shortened, and played again.
 */

/**
 * The kind of a provider, which decides what the core may do. At a `lenient`
 * one, a cancel may be repeated and read back, and a void may not. One that
 * `settles` later has the unit `item`, and decides about each call some time
 * after it took it.
 */
export const KINDS = [
  "readable",
  "harmless",
  "lenient",
  "blind",
  "settles",
] as const

export type Kind = (typeof KINDS)[number]

/** How one call goes. */
export const FAULTS = [
  "none",
  /** Done at once, where the provider usually decides later. */
  "at_once",
  "refused_connection",
  "throttled",
  "lost_before_effect",
  "lost_after_effect",
  /** The connection is lost, and the effect follows seconds later. */
  "effect_lands_late",
  "malformed_answer",
  "rejects",
] as const

/** Mistakes of a provider's code: a call hangs, throws or is nonsense. */
export const MISTAKES = [
  "hangs_before_effect",
  "hangs_after_effect",
  "throws_before_effect",
  "throws_after_effect",
  "nonsense_before_effect",
  "nonsense_after_effect",
  /** It was done, and the answer says so in an odd way. */
  "odd_success",
] as const

export type Fault = (typeof FAULTS)[number] | (typeof MISTAKES)[number]

/** How a read of the provider goes, before or after a call. */
export type Look =
  | { type: "fine" }
  | { type: "fails" }
  | { type: "slow"; ms: number }
  | { type: "hangs" }
  | { type: "throws" }
  | { type: "nonsense"; which: number }

/** What happens to a process when its call was answered. */
export type Mishap =
  | { type: "nothing" }
  /** It stands still, and then goes on as if nothing had happened. */
  | { type: "frozen"; ms: number }
  /** Its database can't be reached, or takes no writes. */
  | { type: "cut_off"; link: "away" | "read_only"; ms: number }

/** How a process comes between another one's claim and its call. */
export interface Encountered {
  /** After this await point, it waits until the other one sends. */
  looks_until: number
  /** It passes this many await points before the other one is answered. */
  acts_for: number
}

/** What happens at the provider, whatever was asked for. */
export type RemoteEvent = "captured" | "expired" | "cancelled_there"

/** Whether what a person says is true. */
export type Word = "true" | "false"

/** One step of a history. Indexes are taken modulo the length. */
export type Command =
  | { type: "order_canceled"; order: number; deliveries: number }
  | { type: "cancel_by_hand"; counterpart: number }
  | { type: "void"; counterpart: number; amount: number; key: number | null }
  | { type: "refund"; counterpart: number; amount: number; is_made: boolean }
  | { type: "retry"; cancellation: number; word: Word; confirms: boolean }
  | { type: "resolve"; cancellation: number; word: Word; confirms: boolean }
  | { type: "pause"; ms: number }
  | { type: "clock"; process: number; ms: number }
  | { type: "remote"; counterpart: number; event: RemoteEvent }
  | { type: "decide"; counterpart: number; is_carried_out: boolean }
  | {
      type: "work"
      workers: number[]
      /** The first process dies at this await point of its own. */
      dies_at: number | null
      faults: Fault[]
      /** How late the late effects are, in milliseconds. */
      lateness: number[]
      prepares: Look[]
      reads: Look[]
      mishaps: Mishap[]
      /** The second process comes between the first one's claim and call. */
      encounter: Encountered | null
    }

/** What is wrong with the minor methods of a provider's code. */
export const MANNERS = [
  "good",
  /** `secrets()` throws at another provider, which nobody uses. */
  "secrets_throw",
  "secrets_odd",
  "preview_throws",
  "redact_throws",
] as const

export type Manners = (typeof MANNERS)[number]

export interface ProcessTraits {
  /** How far its clock is ahead of the world's. */
  ahead_ms: number
  /** False: the provider isn't in its configuration. */
  knows: boolean
}

export interface History {
  kind: Kind
  manners: Manners
  processes: ProcessTraits[]
  /**
   * Each order's second provider order is at another provider, which goes after
   * the first one's. Both are of one kind.
   */
  is_ordered: boolean
  /** Each order has a provider order for each of these totals. */
  orders: { totals: number[] }[]
  commands: Command[]
}

/** Whether clocks differ, so that reads may come sooner than they should. */
export const clocksDiffer = (history: History): boolean =>
  history.processes.some(({ ahead_ms }) => ahead_ms !== 0) ||
  history.commands.some(({ type }) => type === "clock")
