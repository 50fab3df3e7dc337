import type { ArmName } from "./arm"
import type { Interval } from "./statistics"

/** Calls a second, one value for each round. */
export type Rates = number[]

export interface DrainResult {
  latencyMs: number
  /** Null: the arm is left out, because what it needs isn't installed. */
  rates: Record<ArmName, Rates | null>
}

export interface FirstByteResult {
  /** Milliseconds from commit to first byte, one value for each call. */
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
  /** For an empty ledger, measured in turns with the largest one. */
  emptyRates: Rates
  orders: number
  /** Milliseconds of each run that finds nothing to do. */
  sweep: number[]
  reconciliation: number[]
  /** Measured while the backlog of the largest ledger is drained. */
  memory: { drained: number; startMb: number; peakMb: number; afterMb: number }
}

export interface IsolationResult {
  /** Calls a second at the providers that answer. */
  without: Rates
  with: Rates
  /** The same with one queue for all providers. Null: there is no Redis. */
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
