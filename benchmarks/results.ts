import type { ArmName } from "./arm"
import type { Interval } from "./statistics"

/** Calls a second, one for each round. */
export type Rates = number[]

export interface DrainResult {
  latencyMs: number
  /** Null: the arm is left out, as what it needs is not installed. */
  rates: Record<ArmName, Rates | null>
}

export interface FirstByteResult {
  /** Milliseconds from commit to first byte, one for each call. */
  delays: Record<"pipeline" | "pg-boss" | "BullMQ", number[] | null>
}

export interface CancelRouteResult {
  providerOrders: number
  /** Milliseconds of each request. */
  without: number[]
  with: number[]
  ratio: Interval
}

export interface GrowthResult {
  sizes: { settled: number; waiting: number; rates: Rates }[]
  /** Of an empty ledger, measured in turns with the largest. */
  emptyRates: Rates
  orders: number
  /** Milliseconds of each run that finds nothing to do. */
  sweep: number[]
  reconciliation: number[]
  /** While the backlog of the largest ledger is drained. */
  memory: { drained: number; startMb: number; peakMb: number; afterMb: number }
}

export interface IsolationResult {
  /** Calls a second at the providers that answer. */
  without: Rates
  with: Rates
  /** The same with one queue for all providers; null: no Redis. */
  queueWithout: Rates | null
  queueWith: Rates | null
}

export interface Results {
  drains: DrainResult[]
  firstBytes: FirstByteResult
  isolation: IsolationResult
  cancelRoute: CancelRouteResult[]
  growth: GrowthResult
  /** Deliveries that the sandbox's journal confirmed. */
  verified: number
}
