import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ModuleBooter } from "../../integration-tests/support/module"
import type { Bench } from "../bench"
import { seedOrders } from "../growth-seed"
import { PROVIDER } from "../ledger"
import type { JobResult } from "../results"
import type { World } from "../world"

/** What the jobs cost a large store while there is nothing to do. */
export const measureJobs = async (bench: Bench): Promise<JobResult> => {
  const { world, tell } = bench
  const { jobs, growth } = bench.sizes
  const { url, sql } = await bench.largeLedger()
  tell(`the jobs beside ${jobs.orders} orders, with nothing to do`)
  const settled = growth.settled.at(-1) ?? 0
  await seedOrders(sql, { orders: jobs.orders, settled })
  return { orders: jobs.orders, ...(await run(world, url, sql, jobs.runs)) }
}

/** Measures the plugin's module as a store boots it, by what its jobs call. */
const run = async (
  { sandbox }: World,
  databaseUrl: string,
  sql: Knex,
  runs: number
): Promise<Pick<JobResult, "sweep" | "reconciliation">> => {
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
