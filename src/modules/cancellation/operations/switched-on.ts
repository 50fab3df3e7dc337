import { isSettled } from "../core/automation"
import { ProviderOrderRow } from "../core/provider-order"
import { startTimesOf } from "../ledger/start-times"
import { Sql } from "../ledger/sql"
import { CaptureCancelsInput } from "../types"

/**
 * Of these provider orders, those that a cancel may be captured for. What is
 * found later must not reach behind a provider's start time, and not be what
 * Medusa may still take back.
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
