import type { Arm, ArmName } from "../arm"
import type { Bench } from "../bench"
import { newBacklog, verifyDeliveries } from "../backlog"
import { barePoolArm } from "../peers/bare-pool"
import { bullMqArm } from "../peers/bullmq"
import { byHandArm } from "../peers/by-hand"
import { pooledCalls } from "../peers/calls"
import { graphileWorkerArm } from "../peers/graphile-worker"
import { pgBossArm } from "../peers/pg-boss"
import { type Results as ResultTable, createResults } from "../peers/results"
import { pipelineArm } from "../pipeline-arm"
import type { DrainResult, VoidResult } from "../results"
import { inTurns } from "../rounds"
import type { BacklogProvider } from "../sandbox/protocol"
import type { Sizes } from "../sizes"
import { median } from "../statistics"
import type { World } from "../world"

type Drain = Sizes["drains"][number]

/** How fast a backlog is drained, by the provider's latency. */
export const measureDrains = async ({
  world,
  sizes,
  tell,
}: Bench): Promise<DrainResult[]> => {
  const table = await createResults(world.peers.url)
  const arms = await startArms(world, table, sizes.concurrency)
  try {
    await warmUp(world, arms, sizes)
    const results: DrainResult[] = []
    for (const drain of sizes.drains) {
      tell(`draining at ${drain.latencyMs} ms`)
      const rates = await inTurns(
        arms.map((arm) => ({
          name: arm.name,
          measure: () =>
            rateOf(world, arm, callsOf(drain, arm.name), drain.latencyMs),
        })),
        drain.rounds
      )
      tell(summaryOf(rates))
      results.push({ latencyMs: drain.latencyMs, rates: { ...NONE, ...rates } })
    }
    return results
  } finally {
    for (const arm of arms) {
      await arm.close()
    }
    await table.close()
  }
}

/** Partial voids, each read before it is sent. Only the pool is beside them. */
export const measureVoids = async ({
  world,
  sizes: { voids, concurrency },
  tell,
}: Bench): Promise<VoidResult> => {
  const { latencyMs, calls, rounds } = voids
  const { access } = world.sandbox
  const arms = [
    pipelineArm(world.ledger, access, concurrency, "void"),
    barePoolArm(pooledCalls(access, concurrency), concurrency, "void"),
  ]
  tell(`partial voids at ${latencyMs} ms`)
  try {
    for (const arm of arms) {
      await rateOf(world, arm, Math.ceil(calls / 4), 0, "aplazame")
    }
    const rates = await inTurns(
      arms.map((arm) => ({
        name: arm.name,
        measure: () => rateOf(world, arm, calls, latencyMs, "aplazame"),
      })),
      rounds
    )
    tell(summaryOf(rates))
    return { pipeline: [], "bare pool": [], ...rates }
  } finally {
    for (const arm of arms) {
      await arm.close()
    }
  }
}

const summaryOf = (rates: Partial<Record<ArmName, number[]>>): string =>
  Object.entries(rates)
    .map(([arm, values]) => `${arm} ${Math.round(median(values))}/s`)
    .join(", ")

/** What is not installed is not measured. */
const NONE: DrainResult["rates"] = {
  pipeline: null,
  "bare pool": null,
  "by hand": null,
  "pg-boss": null,
  "graphile-worker": null,
  BullMQ: null,
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
    await graphileWorkerArm(
      peers.url,
      { calls: calls(), results },
      concurrency
    ),
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
    await rateOf(world, arm, Math.ceil(callsOf(first, arm.name) / 4), 0)
  }
}

/** Cancellations a second. */
const rateOf = async (
  { sandbox }: World,
  arm: Arm,
  calls: number,
  latencyMs: number,
  provider: BacklogProvider = "fungies"
): Promise<number> => {
  const backlog = await newBacklog(sandbox, calls, { latencyMs }, provider)
  await arm.fill(backlog.ids)
  const startedAt = performance.now()
  await arm.drain()
  const ms = performance.now() - startedAt
  await verifyDeliveries(sandbox, arm.name, backlog)
  return (calls / ms) * 1_000
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
