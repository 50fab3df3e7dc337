import type { Bench } from "../bench"
import { newBacklog } from "../backlog"
import { BacklogLedger } from "../backlog-ledger"
import { seedSettled } from "../growth-seed"
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
    await world.ledger.clear()
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
  tell(`a ledger with ${largest} settled rows`)
  const { full = [], empty = [] } = await inTurns(
    [
      { name: "empty", measure: () => rateBeside(0) },
      { name: "full", measure: () => ledger.rate(growth.calls) },
    ],
    growth.rounds
  )
  await small.verify("a small ledger")
  await ledger.verify("a large ledger")
  return {
    sizes: [...sizes, { settled: largest, rates: full }],
    emptyRates: empty,
  }
}
