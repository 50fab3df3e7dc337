import { generateEntityId } from "@medusajs/framework/utils"
import { asJson, rowsOf } from "../ledger/sql"
import { PluginOptions } from "../options"
import { CancellationSource } from "../types"
import { OperationContext } from "./context"

/** What captures by itself. */
export const enabledSources = ({
  automation,
}: Pick<PluginOptions, "automation">): CancellationSource[] => [
  ...(automation.orderCanceled ? (["order_canceled"] as const) : []),
  ...(automation.orderEdited ? (["order_edited"] as const) : []),
  ...(automation.paymentRefunded ? (["payment_refunded"] as const) : []),
]

/**
 * Start times: what is switched on and has none gets one now; what is switched
 * off loses it, so that switching it on again doesn't reach into the past.
 */
export class StartTimes {
  private done: Promise<void> | null = null

  constructor(private readonly context: OperationContext) {}

  /** Once per process: the configuration doesn't change while it runs. */
  ensure(): Promise<void> {
    this.done ??= this.write().catch((error: unknown) => {
      this.done = null
      throw error
    })
    return this.done
  }

  private async write(): Promise<void> {
    const { sql, clock, registry, options } = this.context
    const now = await clock.now()
    const rows = registry.ids().flatMap((providerId) =>
      enabledSources(options).map((source) => ({
        id: generateEntityId(undefined, "cnst"),
        provider_id: providerId,
        source,
      }))
    )
    await rowsOf(
      sql,
      `with wanted as (
         select * from jsonb_to_recordset(:rows::jsonb)
           as x(id text, provider_id text, source text)
       ), disabled as (
         update cncl_start_time s
         set disabled_at = :now, updated_at = :now
         where s.disabled_at is null and s.deleted_at is null
           and not exists (
             select 1 from wanted w
             where w.provider_id = s.provider_id and w.source = s.source
           )
       )
       insert into cncl_start_time (
         id, provider_id, source, enabled_at, created_at, updated_at
       )
       select id, provider_id, source, :now, :now, :now
       from wanted
       order by provider_id, source
       on conflict (provider_id, source) where deleted_at is null do update
       set enabled_at = case
             when cncl_start_time.disabled_at is null
             then cncl_start_time.enabled_at else excluded.enabled_at end,
           disabled_at = null`,
      { rows: asJson(rows), now }
    )
  }
}
