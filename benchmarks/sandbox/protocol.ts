/** What the benchmark asks of the sandbox in the other process. */
export interface SandboxRequests {
  /** Forgets orders, journal and faults. */
  reset: { input: null; output: null }
  /** Creates this many Fungies orders, with the ids of `external-id.ts`. */
  create: { input: Range; output: null }
  /**
   * Delays every call by this many milliseconds. Calls about orders from
   * `hangsFrom` on are never answered.
   */
  behave: { input: Behaviour; output: null }
  verify: { input: Range; output: Deliveries }
  /** When the first request about each order arrived, by `machineNow`. */
  arrivals: { input: Range; output: (number | null)[] }
  /** Creates one order at the provider, for the store, and returns its id. */
  createAt: { input: { provider: StoreProvider; key: string }; output: string }
  /** How many cancels took effect at all providers. */
  effects: { input: null; output: number }
}

export interface Range {
  from: number
  count: number
}

export interface Behaviour {
  latencyMs: number
  hangsFrom?: number
}

/** What the journal says about a range of orders. */
export interface Deliveries {
  /** Orders that were never cancelled. */
  lost: number
  /** Orders that were requested or cancelled more than once. */
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
