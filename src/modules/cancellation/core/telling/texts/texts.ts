import type { CancellationEventName } from "../../../../../types/events"

/**
 * What people are told, in one language. `{provider}`, `{count}`, `{orders}` and
 * `{more}` are filled in.
 */
export interface Texts {
  /** Of one, and of several. */
  titles: Record<CancellationEventName, readonly [one: string, several: string]>
  /** Which orders, all of them, or the first few. */
  orders: string
  someOrders: string
  /** Where in the dashboard. */
  where: string
  /** Of a digest. */
  digest: Record<"hourly" | "daily", string>
}
