import { Logger } from "@medusajs/framework/types"
import { Clock } from "../clock/clock"
import { LOG_PREFIX } from "../core/log-prefix"
import { ExpiredRow, expiredLeases } from "../ledger/expired-leases"
import { Sql } from "../ledger/sql"
import { ProviderRegistry } from "../providers/registry"
import { Lease } from "./lease"
import { SWEEP_INTERVAL_MS } from "./sweep-interval"

/**
 * A lease is freed this long after its end. This is a courtesy: a holder whose
 * clock differs by less than this doesn't lose its lease. No guarantee rests on
 * it.
 */
const LEASE_GRACE_MS = 1_000

/**
 * No process that knows the provider has freed a lease for this long: no such
 * process runs.
 */
const ABANDONED_MS = 3_600_000

const EXPIRED_BATCH = 100

export interface ExpiredLeasesDependencies {
  sql: Sql
  clock: Clock
  logger: Logger
  registry: ProviderRegistry
  /** The leases of this process. */
  held: () => Lease[]
  settle: (row: ExpiredRow) => Promise<void>
  sweep: () => Promise<void>
}

/** Frees leases of other processes that have ended. */
export class ExpiredLeases {
  private alarm: NodeJS.Timeout | null = null
  private stopped = false

  constructor(private readonly dependencies: ExpiredLeasesDependencies) {}

  async free(): Promise<void> {
    const { sql, clock, registry, held } = this.dependencies
    const seen = new Set<string>()
    for (;;) {
      const now = await clock.now()
      const endsBy = now.getTime() - LEASE_GRACE_MS
      const ending = await expiredLeases(
        sql,
        new Date(endsBy + SWEEP_INTERVAL_MS),
        EXPIRED_BATCH,
        held().map(({ token }) => token),
        {
          known: registry.ids(),
          abandoned_before: new Date(now.getTime() - ABANDONED_MS),
        }
      )
      const { expired, nextInMs } = expiredBy(endsBy, ending)
      const fresh = expired.filter(({ attempt_id }) => !seen.has(attempt_id))
      if (!fresh.length) {
        this.sweepIn(nextInMs)
        return
      }
      fresh.forEach(({ attempt_id }) => seen.add(attempt_id))
      await Promise.all(fresh.map((row) => this.freeOne(row)))
    }
  }

  stop(): void {
    this.stopped = true
    if (this.alarm) {
      clearTimeout(this.alarm)
    }
  }

  /** A lease that can't be freed doesn't keep the others from being freed. */
  private async freeOne(row: ExpiredRow): Promise<void> {
    const { settle, logger } = this.dependencies
    try {
      await settle(row)
    } catch (error) {
      logger.error(
        `${LOG_PREFIX} freeing the expired lease of ${row.id} at "${row.provider_id}" failed; the next sweep tries again`,
        error as Error
      )
    }
  }

  /**
   * A lease is extended long before it ends. One that ends before the next
   * sweep belongs to a process that has probably died, and is freed on time.
   */
  private sweepIn(ms: number | null): void {
    if (ms === null || this.alarm || this.stopped) {
      return
    }
    const { sweep, logger } = this.dependencies
    this.alarm = setTimeout(() => {
      this.alarm = null
      sweep().catch((error: unknown) => {
        logger.warn(
          `${LOG_PREFIX} looking for leases that have ended failed; the next sweep tries again: ${(error as Error).message}`
        )
      })
    }, ms)
    this.alarm.unref()
  }
}

/** The leases that have ended by then, and how long the next one still lasts. */
const expiredBy = (
  endsBy: number,
  ending: ExpiredRow[]
): { expired: ExpiredRow[]; nextInMs: number | null } => {
  const leftOf = (row: ExpiredRow): number =>
    row.lease_expires_at.getTime() - endsBy
  const next = ending.find((row) => leftOf(row) > 0)
  return {
    expired: ending.filter((row) => leftOf(row) <= 0),
    nextInMs: next ? leftOf(next) : null,
  }
}
