import { Logger } from "@medusajs/framework/types"
import { Clock } from "../clock/clock"
import { REASONS } from "../core/ledger-identity"
import {
  IdentityQuery,
  KnownLedger,
  identityQuery,
  isStillThere,
  lookWhereLedgerIs,
} from "./identity"
import { Sql } from "./sql"
import { LOG_PREFIX } from "../core/log-prefix"

/**
 * Makes sure that nothing is sent from a ledger that has moved: from a copy of
 * the store's database, or from a replica that took over and may have forgotten
 * what was sent last. Code that calls a provider without a person's request
 * asks here first, and names the answer in the statement that takes up the
 * work.
 */
export class LedgerGuard {
  private query: IdentityQuery | null = null
  private known: KnownLedger | null = null
  private looking: Promise<KnownLedger> | null = null

  constructor(
    private readonly dependencies: {
      sql: Sql
      clock: Clock
      logger: Logger
      providerIds: string[]
    }
  ) {}

  /** Where this process has found the ledger. Every claim checks against it. */
  async ledger(): Promise<KnownLedger> {
    return this.known ?? this.look()
  }

  /**
   * Checks whether the ledger is still there, and pauses every provider if it
   * isn't. Returns where the ledger is.
   */
  async check(): Promise<KnownLedger> {
    return this.known && (await isStillThere(this.dependencies.sql, this.known))
      ? this.known
      : this.look()
  }

  private look(): Promise<KnownLedger> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null
    })
    return this.looking
  }

  private async lookOnce(): Promise<KnownLedger> {
    const { sql, clock, logger, providerIds } = this.dependencies
    this.query ??= await this.readableHere()
    const { known, change } = await lookWhereLedgerIs(
      sql,
      this.query,
      providerIds,
      await clock.now()
    )
    if (change) {
      logger.error(
        `${LOG_PREFIX} every provider is paused, nothing is sent. ${REASONS[change]}`
      )
    }
    this.known = known
    return known
  }

  private async readableHere(): Promise<IdentityQuery> {
    const { sql, logger } = this.dependencies
    const query = await identityQuery(sql)
    const hidden = [
      ...(query.system === "null" ? ["pg_control_system()"] : []),
      ...(query.timeline === "null" ? ["pg_current_wal_lsn()"] : []),
    ]
    if (hidden.length) {
      logger.warn(
        `${LOG_PREFIX} the database's user may not call ${hidden.join(" and ")}, so not every copy of the database, or failover of its server, can be told: grant it, or pause the providers by hand when that happens`
      )
    }
    return query
  }
}
