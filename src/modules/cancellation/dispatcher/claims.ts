import { Logger } from "@medusajs/framework/types"
import { Clock } from "../clock/clock"
import { ClaimedRow } from "../core/claimed-row"
import { LOG_PREFIX } from "../core/log-prefix"
import { ClaimInput, claimPolls, claimSends } from "../ledger/claim"
import { passGate, returnProbe } from "../ledger/gate"
import { LedgerGuard } from "../ledger/ledger-guard"
import { Sql } from "../ledger/sql"
import { RegisteredProvider } from "../providers/registry"
import { ROOT, traced } from "../traced"
import { attemptIds } from "./attempt-ids"
import { Lease } from "./lease"

export interface ClaimDependencies {
  sql: Sql
  clock: Clock
  logger: Logger
  leaseMs: number
  provider: RegisteredProvider
  guard: LedgerGuard
}

export interface Claimed {
  row: ClaimedRow
  lease: Lease
}

/** Pause after a claim that failed, so that a sick database isn't hammered. */
const CLAIM_FAILED_PAUSE_MS = 1_000

/** Takes what is due at one provider, as far as its state lets anything go. */
export class Claims {
  constructor(private readonly dependencies: ClaimDependencies) {}

  /** Never rejects: after a failure nothing is claimed. */
  take(slots: number): Promise<Claimed[]> {
    return traced(
      "cancellation.claim",
      {
        "cancellation.provider": this.dependencies.provider.id,
        "cancellation.slots": slots,
      },
      async (span) => {
        const claimed = await this.claim(slots)
        span.set({ "cancellation.claimed": claimed.length })
        return claimed
      },
      ROOT
    )
  }

  private async claim(slots: number): Promise<Claimed[]> {
    const { sql, clock, leaseMs, provider, guard, logger } = this.dependencies
    try {
      const ledger = await guard.ledger()
      const claimedAt = clock.monotonic()
      const now = await clock.now()
      const input: ClaimInput = {
        provider_id: provider.id,
        slots,
        attempt_ids: attemptIds(slots, now),
        now,
        lease_until: new Date(now.getTime() + leaseMs),
        ledger,
      }
      // This statement checks the gate too: a query of its own before it would
      // be one more round trip in the way of every call.
      const sends = await claimSends(sql, input)
      const rows = sends.length ? sends : await this.claimOthers(input)
      return rows.map((row) => ({
        row,
        lease: new Lease(row.attempt_id, clock, claimedAt, leaseMs),
      }))
    } catch (error) {
      logger.error(
        `${LOG_PREFIX} claiming work for provider "${provider.id}" failed; the next sweep tries again`,
        error as Error
      )
      await clock.sleep(CLAIM_FAILED_PAUSE_MS)
      return []
    }
  }

  /** Used where there was nothing to send as usual. */
  private async claimOthers(input: ClaimInput): Promise<ClaimedRow[]> {
    const { sql, provider } = this.dependencies
    const gate = await passGate(sql, provider.id, input.now, input.lease_until)
    switch (gate.type) {
      case "shut":
        return []
      case "probe":
        return this.claimProbe(input)
      case "open":
        return claimPolls(sql, input)
    }
  }

  /** Claims one call only, to see whether the provider is back. */
  private async claimProbe(input: ClaimInput): Promise<ClaimedRow[]> {
    const { sql, provider } = this.dependencies
    const one = { ...input, slots: 1 }
    const sends = await claimSends(sql, one, { isProbe: true })
    const rows = sends.length ? sends : await claimPolls(sql, one)
    if (!rows.length) {
      await returnProbe(sql, provider.id, input.now)
    }
    return rows
  }
}
