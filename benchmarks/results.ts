import type { ArmName } from "./arm"
import type { Interval } from "./statistics"

/** Calls a second, one value for each round. */
export type Rates = number[]

export interface DrainResult {
  latencyMs: number
  /** Null: the arm is left out, because what it needs isn't installed. */
  rates: Record<ArmName, Rates | null>
}

/** Partial voids at a provider that is read before each of them. */
export type VoidResult = Record<"pipeline" | "bare pool", Rates>

export interface FirstByteResult {
  /** Milliseconds from commit to first byte, one value for each call. */
  delays: Record<"pipeline" | "pg-boss" | "BullMQ", number[] | null>
}

export interface IsolationResult {
  /** Calls a second at the providers that answer. */
  without: Rates
  with: Rates
  /** The same with one queue for all providers. Null: there is no Redis. */
  queueWithout: Rates | null
  queueWith: Rates | null
}

export interface ProcessResult {
  processes: number
  rates: Rates
  /** The part of the calls that the least busy process made, by round. */
  leastShares: number[]
}

export interface BytesResult {
  /** Settled cancellations. */
  calls: number
  tables: { name: string; heap: number; indexes: number }[]
}

/** Milliseconds from an event to the first byte, by the event bus. */
export interface EventResult {
  local: number[]
  /** Null: there is no Redis. */
  redis: number[] | null
}

export interface CancelRouteResult {
  providerOrders: number
  /** Milliseconds of each request. */
  without: number[]
  with: number[]
  ratio: Interval
}

export interface GrowthResult {
  sizes: { settled: number; rates: Rates }[]
  /** With this many rows due, of which a round sends as many as the others. */
  waiting: { rows: number; rates: Rates }
  /** For an empty ledger, measured in turns with the two largest ones. */
  emptyRates: Rates
}

export interface MemoryResult {
  drained: number
  startMb: number
  peakMb: number
  afterMb: number
}

export interface JobResult {
  orders: number
  /** Milliseconds of each run that finds nothing to do. */
  sweep: number[]
  reconciliation: number[]
}

/** What each line of the benchmark finds. `--only` chooses by these names. */
export interface Lines {
  drains: DrainResult[]
  voids: VoidResult
  firstBytes: FirstByteResult
  isolation: IsolationResult
  processes: ProcessResult[]
  bytes: BytesResult
  events: EventResult
  cancelRoute: CancelRouteResult[]
  growth: GrowthResult
  memory: MemoryResult
  jobs: JobResult
}

export type LineName = keyof Lines

/** What every line found, as the document needs it. */
export type WholeResults = Lines & Pick<Results, "verified">

/** What a run found. With `--only` lines are left out. */
export interface Results extends Partial<Lines> {
  /** Deliveries that the sandbox's journal confirmed. */
  verified: number
}

/**
 * What is made of one line.
 *
 * @returns null where the line was left out
 */
export const ofLine = <Name extends LineName, Out>(
  lines: Partial<Lines>,
  name: Name,
  make: { [Each in Name]: (line: Lines[Each]) => Out }
): Out | null => {
  const line: Lines[Name] | undefined = (
    lines as { [Each in Name]?: Lines[Each] }
  )[name]
  return line === undefined ? null : make[name](line)
}
