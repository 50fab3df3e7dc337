import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AbstractCancellationProvider } from "../src/provider-kit"
import { type Backlog, addBacklog, verifyDeliveries } from "./backlog"
import { PROVIDER, countOpen, fillLedger, settleStatistics } from "./ledger"
import { fungiesAt, startPipeline } from "./pipeline-arm"
import type { World } from "./world"

let keys = 0

/** A ledger with a backlog that is drained in parts. */
export class BacklogLedger {
  /** Calls that are due and were not made. */
  waiting = 0
  private readonly backlogs: Backlog[] = []

  constructor(
    private readonly world: World,
    readonly sql: Knex,
    private readonly concurrency: number,
    /** Rows that wait for good: nothing is sent for them. */
    private readonly alwaysWaiting = 0
  ) {}

  /** Adds waiting rows until there are this many. */
  async topUp(waiting: number): Promise<void> {
    const missing = waiting - this.waiting
    if (missing > 0) {
      const backlog = await addBacklog(this.world.sandbox, missing)
      const key = `w${++keys}x`
      await fillLedger(this.sql, key, backlog.ids, PROVIDER, "1 hour")
      this.backlogs.push(backlog)
      this.waiting += missing
    }
    await settleStatistics(this.sql)
  }

  /**
   * Calls a second, from the first claim to the last of these answers. Where
   * more waits than is to be sent, the last claims take some of it too.
   */
  async rate(calls: number): Promise<number> {
    await this.topUp(this.alwaysWaiting > 0 ? 2 * calls : calls)
    const { sandbox } = this.world
    const before = await sandbox.ask("effects", null)
    const provider = fungiesAt(sandbox.access)
    const enough = answered(provider, calls)
    const pipeline = startPipeline(
      { sql: this.sql },
      { [PROVIDER]: provider },
      this.concurrency
    )
    const startedAt = performance.now()
    pipeline.dispatcher.kick()
    const ms = await enough.then(() => performance.now() - startedAt)
    await pipeline.dispatcher.stop(STOP_MS)
    await pipeline.close()
    this.waiting -= (await sandbox.ask("effects", null)) - before
    const open = (await countOpen(this.sql)) - this.alwaysWaiting
    if (open !== this.waiting) {
      throw new Error(
        `a large ledger: ${open} wait, and by the sandbox's journal ${this.waiting} do`
      )
    }
    return (calls / ms) * 1_000
  }

  /**
   * Checks that each was delivered once.
   *
   * @param waiting - how many of them still wait
   */
  async verify(who: string, waiting = 0): Promise<void> {
    const { sandbox } = this.world
    let left = waiting
    for (const backlog of this.backlogs.splice(0)) {
      left -= await verifyDeliveries(sandbox, who, backlog, left)
    }
    this.waiting = waiting
  }
}

/** Longer than any of these calls takes. */
const STOP_MS = 20_000

/** Resolves when this many cancels were answered. */
const answered = (
  provider: AbstractCancellationProvider,
  calls: number
): Promise<void> =>
  new Promise((resolve) => {
    const cancel = provider.cancel.bind(provider)
    let count = 0
    provider.cancel = async (...args) => {
      const outcome = await cancel(...args)
      count += 1
      if (count === calls) {
        resolve()
      }
      return outcome
    }
  })
