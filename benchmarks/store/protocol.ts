/** What the benchmark tells a store's process when it starts it. */
export interface StoreSetup {
  databaseUrl: string
  /** The folder with the store's medusa-config. */
  directory: string
  /** For a store with Redis. */
  redisUrl?: string
}

export interface StoreReady {
  port: number
  token: string
}

export type StoreAsk =
  /** Creates orders, each with one of these metadata, and returns their ids. */
  | { id: number; name: "orders"; input: Record<string, unknown>[] }
  /**
   * Cancels an order in Medusa's order module alone, emits `order.canceled` as
   * Medusa's workflow does at its end, and returns when, by `machineNow`.
   */
  | { id: number; name: "cancel"; input: string }
  /** Resolves when nothing is in flight. */
  | { id: number; name: "settle"; input: null }

export interface StoreAnswer {
  id: number
  output?: unknown
  error?: string
}
