import { CancellationSource } from "../types"
import { Sql, asJson, rowsOf } from "./sql"

/**
 * Since when a source is switched on, by provider. A provider that is left out
 * has it switched off.
 */
export const startTimesOf = async (
  sql: Sql,
  source: CancellationSource,
  providerIds: string[]
): Promise<Map<string, Date>> => {
  const rows = await rowsOf<{ provider_id: string; enabled_at: Date }>(
    sql,
    `select provider_id, enabled_at from cncl_start_time
     where source = :source
       and provider_id = any(
         array(select jsonb_array_elements_text(:provider_ids::jsonb))
       )
       and disabled_at is null and deleted_at is null`,
    { source, provider_ids: asJson(providerIds) }
  )
  return new Map(rows.map((row) => [row.provider_id, row.enabled_at]))
}
