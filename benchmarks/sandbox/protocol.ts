/** What the benchmark asks of the sandbox in the other process. */
export interface SandboxRequests {
  /** Forgets orders, journal and faults. */
  reset: { input: null; output: null }
  /** Creates this many orders, with the ids of `external-id.ts`. */
  create: { input: BacklogRange; output: null }
  /**
   * Delays every call by this many milliseconds. Calls about Fungies' orders
   * from `hangsFrom` on are never answered.
   */
  behave: { input: Behaviour; output: null }
  verify: { input: BacklogRange; output: Deliveries }
  /** When the first request about each Fungies order came, by `machineNow`. */
  arrivals: { input: string[]; output: (number | null)[] }
  /** Creates one order at the provider, for the store, and returns its id. */
  createAt: { input: { provider: StoreProvider; key: string }; output: string }
  /** How many cancels took effect at all providers. */
  effects: { input: null; output: number }
}

export interface Range {
  from: number
  count: number
}

/** Whose backlogs are drained: one call an order, or a read and a void. */
export type BacklogProvider = "fungies" | "aplazame"

export interface BacklogRange extends Range {
  provider: BacklogProvider
}

export interface Behaviour {
  latencyMs: number
  hangsFrom?: number
}

/** What the journal says about a range of orders. */
export interface Deliveries {
  /** Orders that were never cancelled, or voided in part. */
  lost: number
  /** Orders about which more was requested or done than was to be. */
  doubled: number
}

export type StoreProvider = "climes" | "fungies" | "aplazame" | "akinon"

export type RequestName = keyof SandboxRequests

export interface SandboxAsk {
  id: number
  name: RequestName
  input: unknown
}

export interface SandboxAnswer {
  id: number
  output?: unknown
  error?: string
}
