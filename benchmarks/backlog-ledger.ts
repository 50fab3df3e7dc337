import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AbstractCancellationProvider } from "../src/provider-kit"
import { type Backlog, addBacklog, verifyDeliveries } from "./backlog"
import { PROVIDER, countOpen, fillLedger, settleStatistics } from "./ledger"
import { fungiesAt, startPipeline } from "./pipeline-arm"
import type { World } from "./world"

let keys = 0

/** A ledger with a backlog that is drained in parts. */
export class BacklogLedger {
  private waiting = 0
  private readonly backlogs: Backlog[] = []

  constructor(
    private readonly world: World,
    readonly sql: Knex,
    private readonly concurrency: number
  ) {}

  /** Adds waiting rows until there are this many. */
  async topUp(waiting: number): Promise<void> {
    const missing = waiting - this.waiting
    if (missing > 0) {
      const backlog = await addBacklog(this.world.sandbox, missing)
      await fillLedger(this.sql, `w${++keys}x`, backlog.ids)
      this.backlogs.push(backlog)
      this.waiting += missing
    }
    await settleStatistics(this.sql)
  }

  /** Calls a second, from the first claim to the last of these answers. */
  async rate(calls: number): Promise<number> {
    await this.topUp(calls)
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
    const waits = await countOpen(this.sql)
    if (waits !== this.waiting) {
      throw new Error(
        `a large ledger: ${waits} wait, and by the sandbox's journal ${this.waiting} do`
      )
    }
    return (calls / ms) * 1_000
  }

  /** Checks, once all were drained, that each was delivered once. */
  async verify(who: string): Promise<void> {
    this.waiting = 0
    for (const backlog of this.backlogs.splice(0)) {
      await verifyDeliveries(this.world.sandbox, who, backlog)
    }
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
