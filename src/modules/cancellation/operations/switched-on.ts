import { isSettled } from "../core/automation"
import { ProviderOrderRow } from "../core/provider-order"
import { startTimesOf } from "../ledger/start-times"
import { Sql } from "../ledger/sql"
import { CaptureCancelsInput } from "../types"

/**
 * The provider orders, out of these, for which a cancel may be captured. A fact
 * that the reconciliation found must not be older than the provider's start
 * time, and must be old enough that Medusa can't take it back any more.
 */
export const switchedOn = async (
  trx: Sql,
  lanes: ProviderOrderRow[],
  {
    captured_by,
    canceled_at,
    source,
  }: Pick<CaptureCancelsInput, "captured_by" | "canceled_at" | "source">,
  now: Date
): Promise<ProviderOrderRow[]> => {
  if (captured_by !== "reconciliation" || canceled_at == null) {
    return lanes
  }
  if (!isSettled(canceled_at, now)) {
    return []
  }
  const since = await startTimesOf(
    trx,
    source,
    lanes.map(({ provider_id }) => provider_id)
  )
  return lanes.filter(({ provider_id }) => {
    const start = since.get(provider_id)
    return start && start <= new Date(canceled_at)
  })
}
