/**
 * What a generated history is made of. All of it is data, so that a history
 * that fails can be printed, made shorter, and played again.
 */

/**
 * What kind of provider it is: decides what the core may do. At a `lenient` one
 * a cancel may be repeated and be read back, and a void neither. One that
 * `settles` later is measured in items, and decides about each call some time
 * after it was taken.
 */
export const KINDS = [
  "readable",
  "harmless",
  "lenient",
  "blind",
  "settles",
] as const

export type Kind = (typeof KINDS)[number]

/** How one call goes wrong, or not. */
export const FAULTS = [
  "none",
  /** Where it would be decided later, it is done at once. */
  "at_once",
  "refused_connection",
  "throttled",
  "lost_before_effect",
  "lost_after_effect",
  /** The connection is lost, and the effect lands seconds later. */
  "effect_lands_late",
  "malformed_answer",
  "rejects",
] as const

/** Mistakes of a strategy: its call never returns, throws, or gives rubbish. */
export const MISTAKES = [
  "hangs_before_effect",
  "hangs_after_effect",
  "throws_before_effect",
  "throws_after_effect",
  "nonsense_before_effect",
  "nonsense_after_effect",
  /** It was done, and the strategy says so oddly. */
  "odd_success",
] as const

export type Fault = (typeof FAULTS)[number] | (typeof MISTAKES)[number]

/** How looking at the provider goes: before a call, or after it. */
export type Look =
  | { type: "fine" }
  | { type: "fails" }
  | { type: "slow"; ms: number }
  | { type: "hangs" }
  | { type: "throws" }
  | { type: "nonsense"; which: number }

/** What happens to a process when a call of its was answered. */
export type Mishap =
  | { type: "nothing" }
  /** It stands still, and then goes on as if nothing had been. */
  | { type: "frozen"; ms: number }
  /** Its database can't be reached, or takes no writes. */
  | { type: "cut_off"; link: "away" | "read_only"; ms: number }

/** How a process comes between another one's claim and its call. */
export interface Encountered {
  /** It stands after this await point of its until the other one sends. */
  looks_until: number
  /** So many await points it passes before the other one is answered. */
  acts_for: number
}

/** What happens at the provider, whatever was asked for. */
export type RemoteEvent = "captured" | "expired" | "cancelled_there"

/** A person's word: true, or not. */
export type Word = "true" | "false"

/** One step of a history. Indexes are taken modulo what there is. */
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
      /** The first of them dies at this await point of its. */
      dies_at: number | null
      faults: Fault[]
      /** Of the effects that land late, in milliseconds. */
      lateness: number[]
      prepares: Look[]
      reads: Look[]
      mishaps: Mishap[]
      /** The second one comes in the way of the first. */
      encounter: Encountered | null
    }

/** What is wrong with the strategy's small duties. */
export const MANNERS = [
  "good",
  /** `secrets()` of another provider, that nobody uses. */
  "secrets_throw",
  "secrets_odd",
  "preview_throws",
  "redact_throws",
] as const

export type Manners = (typeof MANNERS)[number]

export interface ProcessTraits {
  /** Of its clock, compared with the world's. */
  ahead_ms: number
  /** False: the provider isn't in its configuration. */
  knows: boolean
}

export interface History {
  kind: Kind
  manners: Manners
  processes: ProcessTraits[]
  /** Each order has a provider order for each of these totals. */
  orders: { totals: number[] }[]
  commands: Command[]
}

/** Clocks that don't agree make reads come sooner than they should. */
export const clocksDiffer = (history: History): boolean =>
  history.processes.some(({ ahead_ms }) => ahead_ms !== 0) ||
  history.commands.some(({ type }) => type === "clock")
