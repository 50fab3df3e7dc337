import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { knex } from "@medusajs/framework/mikro-orm/postgresql"
import { ModuleBooter } from "../../integration-tests/support/module"
import type { AbstractCancellationProvider } from "../../src/provider-kit"
import { addBacklog, newBacklog, verified, verifyDeliveries } from "../backlog"
import { type Database, createDatabase } from "../database"
import { seedOrders, seedSettled } from "../growth-seed"
import { PROVIDER, fillLedger, settleStatistics } from "../ledger"
import { fungiesAt, startPipeline } from "../pipeline-arm"
import type { GrowthResult } from "../results"
import type { Sizes } from "../sizes"
import type { World } from "../world"
import type { MemoryReport, MemorySetup } from "./memory-child"

/**
 * Line 5: whether it goes on as fast with a large ledger, beside a large table
 * of orders, and in how much memory.
 *
 * @param template - a database with Medusa's tables and the plugin's
 */
export const measureGrowth = async (
  world: World,
  template: Database,
  sizes: Sizes,
  tell: (text: string) => void
): Promise<GrowthResult> => {
  const { growth, concurrency } = sizes
  const database = await createDatabase(world.postgres, template)
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
      memory: { drained: 0, startMb: 0, peakMb: 0 },
    }
    let seeded = 0
    for (const settled of growth.settled) {
      tell(`a ledger with ${settled} settled rows`)
      if (settled > seeded) {
        await seedSettled(sql, { from: seeded, to: settled, of: largest })
        seeded = settled
      }
      await sql.raw("checkpoint")
      const isLargest = settled === largest
      const part = {
        settled,
        waiting: isLargest ? growth.waiting : growth.calls,
        rates: [] as number[],
      }
      for (let round = 0; round < growth.rounds; round++) {
        if (isLargest) {
          await world.ledger.clear()
          result.emptyRates.push(
            await drainSome(world, world.ledger.sql, {
              calls: growth.calls,
              waiting: growth.calls,
              concurrency,
            })
          )
        }
        part.rates.push(
          await drainSome(world, sql, {
            calls: growth.calls,
            waiting: part.waiting,
            concurrency,
          })
        )
      }
      result.sizes.push(part)
    }

    tell(`the jobs beside ${growth.orders} orders, with nothing to do`)
    await seedOrders(sql, { orders: growth.orders, settled: largest })
    Object.assign(
      result,
      await measureJobs(world, database.url, sql, growth.jobRuns)
    )

    tell(`the memory while ${growth.waiting} are drained`)
    result.memory = await measureMemory(world, database.url, sql, sizes)
    return result
  } finally {
    await sql.destroy()
    await database.drop()
  }
}

interface Part {
  calls: number
  waiting: number
  concurrency: number
}

let keys = 0

/**
 * Calls a second, from the first claim to the last of so many answers; what
 * else waits is put away afterwards.
 */
const drainSome = async (
  { sandbox }: World,
  sql: Knex,
  { calls, waiting, concurrency }: Part
): Promise<number> => {
  const key = `w${++keys}`
  const backlog = await newBacklog(sandbox, calls)
  const others = await addBacklog(sandbox, Math.max(0, waiting - calls))
  await fillLedger(sql, key, [...backlog.ids, ...others.ids])
  await settleStatistics(sql)

  const provider = fungiesAt(sandbox.access)
  const enough = answered(provider, calls)
  const pipeline = startPipeline({ sql }, { [PROVIDER]: provider }, concurrency)
  const startedAt = performance.now()
  pipeline.dispatcher.kick()
  const ms = await enough.then(() => performance.now() - startedAt)
  await pipeline.close()
  await pipeline.dispatcher.idle()

  const sent = await sentOf(sql, key)
  const made = await sandbox.ask("effects", null)
  if (made !== sent || sent < calls) {
    throw new Error(
      `a large ledger: ${sent} cancels succeeded, and ${made} took effect, of at least ${calls}`
    )
  }
  verified.count += sent
  await remove(sql, key)
  return (calls / ms) * 1_000
}

/** Resolves when so many cancels were answered. */
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

const sentOf = async (sql: Knex, key: string): Promise<number> => {
  const { rows } = await sql.raw<{ rows: { sent: number }[] }>(
    `select count(*)::int as sent from cncl_cancellation
     where id like 'cncl_' || :key || '0%' and status = 'succeeded'`,
    { key }
  )
  return rows[0]?.sent ?? 0
}

/** The ledger is as large for the next round as it was for this one. */
const remove = async (sql: Knex, key: string): Promise<void> => {
  await sql.raw(
    `delete from cncl_attempt where cancellation_id like 'cncl_' || :key || '0%'`,
    { key }
  )
  await sql.raw(
    `delete from cncl_cancellation where id like 'cncl_' || :key || '0%'`,
    { key }
  )
  await sql.raw(
    `delete from cncl_provider_order where id like 'cnpo_' || :key || '0%'`,
    { key }
  )
}

/** The plugin's module as a store boots it, and what its jobs call. */
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
    // Switched on before any of the orders was cancelled, and up to date.
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
    // The first one builds the index on the orders.
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

/** In a fresh process: in this one, earlier lines have left their marks. */
const measureMemory = async (
  { sandbox }: World,
  databaseUrl: string,
  sql: Knex,
  { growth: { waiting }, concurrency }: Sizes
): Promise<GrowthResult["memory"]> => {
  const backlog = await newBacklog(sandbox, waiting)
  await fillLedger(sql, "m", backlog.ids)
  await settleStatistics(sql)
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
  await verifyDeliveries(sandbox, "a backlog in a fresh process", backlog)
  return { drained: waiting, ...report }
}
