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

export interface CancelRouteResult {
  providerOrders: number
  /** Milliseconds of each request. */
  without: number[]
  with: number[]
  ratio: Interval
}

export interface GrowthResult {
  sizes: { settled: number; rates: Rates }[]
  /** For an empty ledger, measured in turns with the largest one. */
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

/** What a run found about one line. Undefined: it was left out. */
export const found = <All, Name extends keyof All>(
  lines: Partial<All>,
  name: Name
): All[Name] | undefined => lines[name]
