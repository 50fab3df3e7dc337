import type { Arm, ArmName } from "../arm"
import { newBacklog, verifyDeliveries } from "../backlog"
import { barePoolArm } from "../peers/bare-pool"
import { bullMqArm } from "../peers/bullmq"
import { byHandArm } from "../peers/by-hand"
import { pooledCalls } from "../peers/calls"
import { pgBossArm } from "../peers/pg-boss"
import { type Results as ResultTable, createResults } from "../peers/results"
import { pipelineArm } from "../pipeline-arm"
import type { DrainResult } from "../results"
import type { Sizes } from "../sizes"
import { median } from "../statistics"
import type { World } from "../world"

type Drain = Sizes["drains"][number]

/** Lines 1 and 2: how fast a backlog is drained, by the provider's latency. */
export const measureDrains = async (
  world: World,
  sizes: Sizes,
  tell: (text: string) => void
): Promise<DrainResult[]> => {
  const table = await createResults(world.peers.url)
  const arms = await startArms(world, table, sizes.concurrency)
  try {
    await warmUp(world, arms, sizes)
    const results: DrainResult[] = []
    for (const drain of sizes.drains) {
      tell(`draining at ${drain.latencyMs} ms`)
      const result = await measureDrain(world, arms, drain)
      tell(
        Object.entries(result.rates)
          .map(([arm, rates]) => `${arm} ${Math.round(median(rates ?? [0]))}/s`)
          .join(", ")
      )
      results.push(result)
    }
    return results
  } finally {
    for (const arm of arms) {
      await arm.close()
    }
    await table.close()
  }
}

const startArms = async (
  { ledger, peers, sandbox: { access }, redis }: World,
  results: ResultTable,
  concurrency: number
): Promise<Arm[]> => {
  const calls = () => pooledCalls(access, concurrency)
  return [
    pipelineArm(ledger, access, concurrency),
    barePoolArm(calls(), concurrency),
    byHandArm(access),
    await pgBossArm(peers.url, { calls: calls(), results }, concurrency),
    ...(redis
      ? [bullMqArm(redis.port, { calls: calls(), results }, concurrency)]
      : []),
  ]
}

/** First calls aren't measured: they compile code and open connections. */
const warmUp = async (
  world: World,
  arms: Arm[],
  sizes: Sizes
): Promise<void> => {
  const first = sizes.drains[0] as Drain
  for (const arm of arms) {
    await drainOnce(world, arm, Math.ceil(callsOf(first, arm.name) / 4), 0)
  }
}

const measureDrain = async (
  world: World,
  arms: Arm[],
  drain: Drain
): Promise<DrainResult> => {
  const rates: DrainResult["rates"] = {
    pipeline: null,
    "bare pool": null,
    "by hand": null,
    "pg-boss": null,
    BullMQ: null,
  }
  for (let round = 0; round < drain.rounds; round++) {
    // The arms take turns, and each round begins with another one.
    for (const arm of rotated(arms, round)) {
      const calls = callsOf(drain, arm.name)
      const ms = await drainOnce(world, arm, calls, drain.latencyMs)
      rates[arm.name] = [...(rates[arm.name] ?? []), (calls / ms) * 1_000]
    }
  }
  return { latencyMs: drain.latencyMs, rates }
}

const drainOnce = async (
  { sandbox }: World,
  arm: Arm,
  calls: number,
  latencyMs: number
): Promise<number> => {
  const backlog = await newBacklog(sandbox, calls, { latencyMs })
  await arm.fill(backlog.ids)
  const startedAt = performance.now()
  await arm.drain()
  const ms = performance.now() - startedAt
  await verifyDeliveries(sandbox, arm.name, backlog)
  return ms
}

const callsOf = (drain: Drain, name: ArmName): number => {
  switch (name) {
    case "by hand":
      return drain.callsByHand
    case "pg-boss":
      return drain.callsOfPgBoss
    default:
      return drain.calls
  }
}

const rotated = <T>(items: T[], by: number): T[] => {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
