import { notFound } from "../errors"
import {
  ProviderStateRow,
  impededProviders,
  pauseByOperator,
  providerStates,
} from "../ledger/provider-states"
import { resumeProvider } from "../ledger/resume-provider"
import { CancellationProviderDTO, ImpededProviders } from "../types"
import { OperationContext } from "./context"

/** The providers as an operator sees them. */
export class Providers {
  constructor(private readonly context: OperationContext) {}

  /** The configured providers, and those that still own provider orders. */
  async list(): Promise<CancellationProviderDTO[]> {
    const { sql, registry } = this.context
    const rows = await providerStates(sql, registry.ids())
    return rows.map((row) => this.toDTO(row))
  }

  async retrieve(id: string): Promise<CancellationProviderDTO> {
    const provider = (await this.list()).find((listed) => listed.id === id)
    if (!provider) {
      throw notFound("provider_not_found", `There is no provider "${id}".`)
    }
    return provider
  }

  /**
   * Which are sent nothing until somebody resumes them, and which are left
   * alone for a while. One that isn't configured any more is
   * not among the latter: nothing is tried there again.
   */
  async impeded(): Promise<ImpededProviders> {
    const { sql, registry } = this.context
    const { paused, failing } = await impededProviders(sql)
    return { paused, failing: failing.filter((id) => registry.find(id)) }
  }

  /** Stops sending to the provider until somebody resumes it. */
  async pause(id: string, reason: string | null): Promise<void> {
    await this.retrieve(id)
    const { sql, clock } = this.context
    await pauseByOperator(sql, id, reason, await clock.now())
  }

  /**
   * The time for which the provider was paused doesn't count in retry windows.
   */
  async resume(id: string): Promise<void> {
    await this.retrieve(id)
    const { sql, clock } = this.context
    await resumeProvider(sql, id, await clock.now())
  }

  private toDTO(row: ProviderStateRow): CancellationProviderDTO {
    const provider = this.context.registry.find(row.id)
    const capabilities = provider?.strategy.capabilities
    const circuit = row.circuit_state ?? "closed"
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
              // A person may have paused it since, for a reason of their own.
              code: row.paused_by === "auth" ? row.pause_code : null,
              since: row.paused_at,
            }
          : null,
      circuit: {
        state: circuit,
        until: row.circuit_until,
      },
      counts: {
        pending: row.pending,
        in_progress: row.in_progress,
        accepted: row.accepted,
        needs_review: row.needs_review,
        rejected: row.rejected,
      },
      failing: row.paused_by
        ? 0
        : row.failing + (provider && circuit !== "closed" ? row.unsent : 0),
      waiting_since: row.waiting_since,
      last_success_at: row.last_success_at,
      last_failure_at: row.last_failure_at,
    }
  }
}
