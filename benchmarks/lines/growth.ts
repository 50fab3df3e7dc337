import { createDatabase } from "../../integration-tests/support/database"
import type { Bench } from "../bench"
import { newBacklog } from "../backlog"
import { BacklogLedger } from "../backlog-ledger"
import { seedSettled, seedWaiting } from "../growth-seed"
import type { GrowthResult } from "../results"
import { inTurns } from "../rounds"

/** Whether a large ledger is drained as fast as an empty one. */
export const measureGrowth = async (bench: Bench): Promise<GrowthResult> => {
  const { world, tell } = bench
  const { growth, concurrency } = bench.sizes
  const largest = growth.settled.at(-1) ?? 0
  await newBacklog(world.sandbox, 0)
  const small = new BacklogLedger(world, world.ledger.sql, concurrency)
  const rateBeside = async (settled: number): Promise<number> => {
    await world.ledger.truncate()
    await seedSettled(small.sql, { from: 0, to: settled, of: largest })
    return small.rate(growth.calls)
  }

  const sizes: GrowthResult["sizes"] = []
  for (const settled of growth.settled.slice(0, -1)) {
    tell(`a ledger with ${settled} settled rows`)
    const { rates = [] } = await inTurns(
      [{ name: "rates", measure: () => rateBeside(settled) }],
      growth.roundsBelow
    )
    sizes.push({ settled, rates })
  }

  const { ledger } = await bench.largeLedger()
  tell(`writing ${growth.waiting} waiting rows`)
  const database = await createDatabase(undefined, world.postgres, false)
  try {
    await seedWaiting(database.sql, growth.waiting)
    const long = new BacklogLedger(
      world,
      database.sql,
      concurrency,
      growth.waiting
    )
    tell(
      `${largest} settled rows, and ${growth.waiting} waiting ones, in turns`
    )
    const rates = await inTurns(
      [
        { name: "empty", measure: () => rateBeside(0) },
        { name: "settled", measure: () => ledger.rate(growth.calls) },
        { name: "waiting", measure: () => long.rate(growth.calls) },
      ],
      growth.rounds
    )
    await small.verify("a small ledger")
    await ledger.verify("a large ledger")
    await long.verify("a long backlog", long.waiting)
    sizes.push({ settled: largest, rates: rates.settled ?? [] })
    return {
      sizes,
      waiting: { rows: growth.waiting, rates: rates.waiting ?? [] },
      emptyRates: rates.empty ?? [],
    }
  } finally {
    await database.drop()
  }
}
