import { notFound } from "../errors"
import { resumeProvider } from "../ledger/resume-provider"
import { asJson, rowsOf } from "../ledger/sql"
import { CancellationProviderDTO } from "../types"
import { OperationContext } from "./context"

interface StateRow {
  id: string
  paused_by: "operator" | "auth" | "identity" | null
  pause_reason: string | null
  paused_at: Date | null
  circuit_state: "closed" | "open" | "half_open" | null
  circuit_until: Date | null
  last_success_at: Date | null
  last_failure_at: Date | null
  pending: number
  in_progress: number
  accepted: number
  needs_review: number
}

const STATES = `
  with ids as (
    select jsonb_array_elements_text(:ids::jsonb) as id
    union
    select distinct provider_id from cncl_provider_order
    where deleted_at is null
  ), counts as (
    select provider_id,
      count(*) filter (where status = 'pending')::int as pending,
      count(*) filter (where status = 'in_progress')::int as in_progress,
      count(*) filter (where status = 'accepted')::int as accepted,
      count(*) filter (where status = 'needs_review')::int as needs_review
    from cncl_cancellation
    where deleted_at is null
      and status in (
        'pending', 'in_progress', 'accepted', 'needs_review', 'rejected'
      )
    group by provider_id
  )
  select ids.id, s.paused_by, s.pause_reason, s.paused_at, s.circuit_state,
    s.circuit_until, s.last_success_at, s.last_failure_at,
    coalesce(c.pending, 0) as pending,
    coalesce(c.in_progress, 0) as in_progress,
    coalesce(c.accepted, 0) as accepted,
    coalesce(c.needs_review, 0) as needs_review
  from ids
  left join cncl_provider_state s on s.id = ids.id
  left join counts c on c.provider_id = ids.id
  order by ids.id`

/** The providers as an operator sees them. */
export class Providers {
  constructor(private readonly context: OperationContext) {}

  /** Those configured, and those that still own provider orders. */
  async list(): Promise<CancellationProviderDTO[]> {
    const { sql, registry } = this.context
    const rows = await rowsOf<StateRow>(sql, STATES, {
      ids: asJson(registry.ids()),
    })
    return rows.map((row) => this.toDTO(row))
  }

  async retrieve(id: string): Promise<CancellationProviderDTO> {
    const provider = (await this.list()).find((listed) => listed.id === id)
    if (!provider) {
      throw notFound(`There is no provider "${id}".`)
    }
    return provider
  }

  /** Nothing more is sent to it until somebody resumes it. */
  async pause(id: string, reason: string | null): Promise<void> {
    await this.retrieve(id)
    const { sql, clock } = this.context
    await rowsOf(
      sql,
      `insert into cncl_provider_state (
         id, paused_by, pause_reason, paused_at, created_at, updated_at
       )
       values (:id, 'operator', :reason, :now, :now, :now)
       on conflict (id) do update
       set paused_by = 'operator', pause_reason = excluded.pause_reason,
           paused_at = coalesce(
             cncl_provider_state.paused_at, excluded.paused_at),
           probe_at = null, updated_at = excluded.updated_at`,
      { id, reason, now: await clock.now() }
    )
  }

  /** The time it was paused doesn't count in the retry windows. */
  async resume(id: string): Promise<void> {
    await this.retrieve(id)
    const { sql, clock } = this.context
    await resumeProvider(sql, id, await clock.now())
  }

  private toDTO(row: StateRow): CancellationProviderDTO {
    const provider = this.context.registry.find(row.id)
    const capabilities = provider?.strategy.capabilities
    return {
      id: row.id,
      identifier: provider?.identifier ?? null,
      unit: capabilities?.unit ?? null,
      supports_void: Boolean(capabilities?.void),
      is_configured: Boolean(provider),
      is_paused: row.paused_by !== null,
      pause:
        row.paused_by && row.paused_at
          ? {
              by: row.paused_by,
              reason: row.pause_reason,
              since: row.paused_at,
            }
          : null,
      circuit: {
        state: row.circuit_state ?? "closed",
        until: row.circuit_until,
      },
      counts: {
        pending: row.pending,
        in_progress: row.in_progress,
        accepted: row.accepted,
        needs_review: row.needs_review,
      },
      last_success_at: row.last_success_at,
      last_failure_at: row.last_failure_at,
    }
  }
}
