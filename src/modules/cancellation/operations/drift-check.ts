import { Logger } from "@medusajs/framework/types"
import { Patience } from "../providers/patience"
import { readRecord } from "../providers/read-record"
import {
  DueCheck,
  claimRecordCheck,
  returnRecordCheck,
  storeDrift,
} from "../ledger/drift"
import { isUnimpeded } from "../ledger/gate"
import { voidSums } from "../ledger/void-sums"
import { RegisteredProvider } from "../providers/registry"
import { OperationContext } from "./context"
import { differenceOf, hasMoved } from "../core/difference"
import { driftLine } from "../core/drift-line"

/** A provider's record right after its answer may not be final yet. */
export const CHECK_AFTER_MS = 300_000
export const CHECK_WITHIN_MS = 86_400_000

/**
 * The reads of one provider go one after the other: its real work comes first.
 */
const READS_PER_RUN = 5

/** A record that could not be read must not keep the others from being read. */
const AGAIN_AFTER_MS = 3_600_000

/**
 * The bound of one read: a strategy that never ends must not stop the check for
 * good.
 */
const READ_PATIENCE_MS = 300_000

/** Compares the providers' records with what the ledger says was done. */
export class DriftCheck {
  private readonly unreadable = new Map<string, number>()
  private isRunning = false
  private readonly patience: Patience

  constructor(
    private readonly context: OperationContext,
    private readonly logger: Logger
  ) {
    this.patience = new Patience(context.clock, READ_PATIENCE_MS, logger)
  }

  async run(): Promise<void> {
    if (this.isRunning) {
      return
    }
    this.isRunning = true
    try {
      await Promise.all(
        this.context.registry
          .all()
          .filter(({ strategy }) => strategy.capabilities.has_record)
          .map((provider) => this.check(provider))
      )
    } finally {
      this.isRunning = false
    }
  }

  private async check(provider: RegisteredProvider): Promise<void> {
    const { sql, clock, guard } = this.context
    for (let reads = 0; reads < READS_PER_RUN; reads++) {
      // Nobody has asked for this check, so a copied ledger must not run it.
      const ledger = await guard.check()
      if (!(await isUnimpeded(sql, provider.id))) {
        return
      }
      const now = await clock.now()
      const due = await claimRecordCheck(sql, {
        provider_id: provider.id,
        settled_since: new Date(now.getTime() - CHECK_WITHIN_MS),
        settled_until: new Date(now.getTime() - CHECK_AFTER_MS),
        settle_ms: CHECK_AFTER_MS,
        except: this.stillUnreadable(),
        now,
        ledger,
      })
      if (!due) {
        return
      }
      if (!(await this.checkOne(provider, due, now))) {
        await returnRecordCheck(sql, due)
        this.unreadable.set(due.id, clock.monotonic() + AGAIN_AFTER_MS)
        return
      }
    }
  }

  /** @returns whether the record was read, and could be compared */
  private async checkOne(
    provider: RegisteredProvider,
    { id }: DueCheck,
    now: Date
  ): Promise<boolean> {
    const { sql } = this.context
    const [before] = await voidSums(sql, [id])
    if (!before) {
      return true
    }
    const reading = await readRecord(
      provider.strategy,
      before,
      { http: provider.http, logger: this.logger },
      this.patience
    )
    const [after] = await voidSums(sql, [id])
    if (!after || reading.type === "failed" || hasMoved(before, after)) {
      return !after
    }
    const drift = await storeDrift(
      sql,
      after,
      differenceOf(after, reading),
      now
    )
    if (drift) {
      this.logger.warn(driftLine(drift))
    }
    return true
  }

  private stillUnreadable(): string[] {
    const now = this.context.clock.monotonic()
    for (const [id, until] of this.unreadable) {
      if (until <= now) {
        this.unreadable.delete(id)
      }
    }
    return [...this.unreadable.keys()]
  }
}
