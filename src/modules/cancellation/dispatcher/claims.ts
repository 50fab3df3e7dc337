import { Logger } from "@medusajs/framework/types"
import { Clock } from "../clock/clock"
import { CancellationKind } from "../../../provider-kit"
import { ClaimedRow } from "../core/claimed-row"
import { LOG_PREFIX } from "../core/log-prefix"
import { CANCELLATION_KINDS } from "../core/vocabulary"
import { ClaimInput, claimPolls, claimSends } from "../ledger/claim"
import { isUnimpeded, passGate, returnProbe } from "../ledger/gate"
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

/**
 * The kinds of calls of which the claim itself may say that they leave. If
 * their process dies before they did, they are sent again, which changes
 * nothing. At a provider with a rate, a call waits for its turn, and whoever
 * waits isn't marked.
 */
const markedKinds = ({
  strategy: { capabilities },
  limiter,
}: RegisteredProvider): CancellationKind[] =>
  limiter
    ? []
    : CANCELLATION_KINDS.filter((kind) => capabilities[kind]?.repeats_alike)

export interface Taken {
  claimed: Claimed[]
  /**
   * Nothing may be sent to the provider now, but perhaps a probe. Null: not
   * found out.
   */
  isImpeded: boolean | null
}

const NOTHING: Taken = { claimed: [], isImpeded: null }

/** Takes what is due at one provider, as far as its state lets anything go. */
export class Claims {
  constructor(private readonly dependencies: ClaimDependencies) {}

  /**
   * Never rejects: after a failure nothing is claimed.
   *
   * @param mayProbe - a probe would be sent at once. In line it could be handed
   * back, and no other one would be sent meanwhile
   */
  take(slots: number, mayProbe: boolean): Promise<Taken> {
    return traced(
      "cancellation.claim",
      {
        "cancellation.provider": this.dependencies.provider.id,
        "cancellation.slots": slots,
      },
      async (span) => {
        const taken = await this.claim(slots, mayProbe)
        span.set({ "cancellation.claimed": taken.claimed.length })
        return taken
      },
      ROOT
    )
  }

  private async claim(slots: number, mayProbe: boolean): Promise<Taken> {
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
        marked_kinds: markedKinds(provider),
        ledger,
      }
      // This statement checks the gate too: a query of its own before it would
      // be one more round trip in the way of every call.
      const sends = await claimSends(sql, input)
      const { rows, isImpeded } = sends.length
        ? { rows: sends, isImpeded: false }
        : await this.claimOthers(input, mayProbe)
      return {
        claimed: rows.map((row) => ({
          row,
          lease: new Lease(row.attempt_id, clock, claimedAt, leaseMs),
        })),
        isImpeded,
      }
    } catch (error) {
      logger.error(
        `${LOG_PREFIX} claiming work for provider "${provider.id}" failed; the next sweep tries again`,
        error as Error
      )
      await clock.sleep(CLAIM_FAILED_PAUSE_MS)
      return NOTHING
    }
  }

  /** Used where there was nothing to send as usual. */
  private async claimOthers(
    input: ClaimInput,
    mayProbe: boolean
  ): Promise<{ rows: ClaimedRow[]; isImpeded: boolean }> {
    const { sql, provider } = this.dependencies
    if (!mayProbe && !(await isUnimpeded(sql, provider.id))) {
      return { rows: [], isImpeded: true }
    }
    const gate = await passGate(sql, provider.id, input.now, input.lease_until)
    switch (gate.type) {
      case "shut":
        return { rows: [], isImpeded: true }
      case "probe":
        return { rows: await this.claimProbe(input), isImpeded: true }
      case "open":
        return { rows: await claimPolls(sql, input), isImpeded: false }
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
