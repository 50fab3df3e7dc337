import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import { ModuleBooter } from "../../integration-tests/support/module"
import type { AbstractCancellationProvider } from "../../src/provider-kit"
import {
  type Backlog,
  addBacklog,
  newBacklog,
  verifyDeliveries,
} from "../backlog"
import {
  type EmptyDatabase,
  createEmptyDatabase,
} from "../../scripts/empty-database"
import { seedOrders, seedSettled } from "../growth-seed"
import { PROVIDER, countOpen, fillLedger, settleStatistics } from "../ledger"
import { fungiesAt, startPipeline } from "../pipeline-arm"
import type { GrowthResult } from "../results"
import type { Sizes } from "../sizes"
import type { World } from "../world"
import type { MemoryReport, MemorySetup } from "./memory-child"

/**
 * Line 5: whether it stays as fast with a large ledger and a large table of
 * orders, and how much memory that takes.
 *
 * @param template - a database with Medusa's tables and the plugin's
 */
export const measureGrowth = async (
  world: World,
  template: EmptyDatabase,
  sizes: Sizes,
  tell: (text: string) => void
): Promise<GrowthResult> => {
  const { growth, concurrency } = sizes
  const database = await createEmptyDatabase(
    world.postgres.url,
    "bench",
    template
  )
  const sql = knex({
    client: "pg",
    connection: database.url,
    pool: { min: 0, max: 20 },
  })
  try {
    const largest = growth.settled.at(-1) ?? 0
    const result: GrowthResult = {
      sizes: [],
      emptyRates: [],
      orders: growth.orders,
      sweep: [],
      reconciliation: [],
      memory: { drained: 0, startMb: 0, peakMb: 0, afterMb: 0 },
    }
    await newBacklog(world.sandbox, 0)
    const small = new Ledger(world, world.ledger.sql, concurrency)
    for (const settled of growth.settled.slice(0, -1)) {
      tell(`a ledger with ${settled} settled rows`)
      const rates: number[] = []
      for (let round = 0; round < growth.rounds; round++) {
        await world.ledger.clear()
        await seedSettled(small.sql, { from: 0, to: settled, of: largest })
        rates.push(await small.rate(growth.calls, growth.calls))
      }
      result.sizes.push({ settled, waiting: growth.calls, rates })
    }

    tell(`a ledger with ${largest} settled rows`)
    await seedSettled(sql, { from: 0, to: largest, of: largest })
    await sql.raw("checkpoint")
    const large = new Ledger(world, sql, concurrency)
    const rates: number[] = []
    for (let round = 0; round < growth.rounds; round++) {
      await world.ledger.clear()
      result.emptyRates.push(await small.rate(growth.calls, growth.calls))
      rates.push(await large.rate(growth.calls, growth.waiting))
    }
    result.sizes.push({ settled: largest, waiting: growth.waiting, rates })
    await small.verify("a small ledger")

    tell(`the memory while ${growth.waiting} are drained`)
    result.memory = await measureMemory(world, database.url, large, sizes)

    tell(`the jobs beside ${growth.orders} orders, with nothing to do`)
    await seedOrders(sql, { orders: growth.orders, settled: largest })
    Object.assign(
      result,
      await measureJobs(world, database.url, sql, growth.jobRuns)
    )
    return result
  } finally {
    await sql.destroy()
    await database.drop()
  }
}

let keys = 0

/** A ledger with a backlog that is drained in parts. */
class Ledger {
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
  async rate(calls: number, waiting: number): Promise<number> {
    await this.topUp(waiting)
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
    for (const backlog of this.backlogs) {
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

/** Measures the plugin's module as a store boots it, by what its jobs call. */
const measureJobs = async (
  { sandbox }: World,
  databaseUrl: string,
  sql: Knex,
  runs: number
): Promise<Pick<GrowthResult, "sweep" | "reconciliation">> => {
  const booter = new ModuleBooter(databaseUrl)
  try {
    const { service } = await booter.boot({
      providers: [
        {
          resolve: "./src/providers/fungies",
          id: PROVIDER,
          options: sandbox.access.fungies,
        },
      ],
    })
    const reconcile = async (): Promise<void> => {
      const { captured, failed } = await service.reconcileOrders(async () => 0)
      if (captured || failed) {
        throw new Error("the reconciliation found something to do")
      }
    }
    const sweep = async (): Promise<void> => {
      await service.sweep()
      await service.whenIdle()
    }

    await sweep()
    // It was enabled before any of the orders was cancelled, and is up to date.
    await sql.raw(
      `update cncl_start_time set enabled_at = now() - interval '3 years'`
    )
    await sql.raw(
      `insert into cncl_reconciliation_cursor (
         id, position, position_id, swept_at
       )
       select 'order_canceled', canceled_at, id, now() from "order"
       where canceled_at is not null
       order by canceled_at desc, id desc limit 1`
    )
    // The first run builds the index on the orders.
    for (let settling = 0; settling < 3; settling++) {
      await reconcile()
    }
    await indexIsBuilt(sql)
    return {
      sweep: await timed(runs, sweep),
      reconciliation: await timed(runs, reconcile),
    }
  } finally {
    await booter.close()
  }
}

const indexIsBuilt = async (sql: Knex): Promise<void> => {
  for (;;) {
    const { rows } = await sql.raw<{ rows: { is_valid: boolean }[] }>(
      `select indisvalid as is_valid from pg_index
       where indexrelid = to_regclass('"IDX_cncl_order_canceled_at"')`
    )
    if (rows[0]?.is_valid) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const timed = async (
  runs: number,
  run: () => Promise<void>
): Promise<number[]> => {
  const times: number[] = []
  for (let done = 0; done < runs; done++) {
    const startedAt = performance.now()
    await run()
    times.push(performance.now() - startedAt)
  }
  return times
}

/** Runs in a new process, because earlier lines left marks in this one. */
const measureMemory = async (
  { sandbox }: World,
  databaseUrl: string,
  ledger: Ledger,
  { growth: { waiting }, concurrency }: Sizes
): Promise<GrowthResult["memory"]> => {
  await ledger.topUp(waiting)
  const setup: MemorySetup = {
    databaseUrl,
    access: sandbox.access,
    concurrency,
  }
  const child = fork(join(__dirname, "memory-child.ts"), {
    execArgv: ["--import", "tsx", "--expose-gc"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      BENCH_MEMORY: JSON.stringify(setup),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const report = await Promise.race<MemoryReport | null>([
    once(child, "message").then(([message]) => message as MemoryReport),
    once(child, "exit").then(() => null),
  ])
  if (!report) {
    throw new Error("the process whose memory was measured ended early")
  }
  await ledger.verify("a large ledger")
  return { drained: waiting, ...report }
}
