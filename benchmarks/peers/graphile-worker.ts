import { Logger, type Runner, makeWorkerUtils, run } from "graphile-worker"
import type { Arm } from "../arm"
import type { Calls } from "./calls"
import type { Results } from "./results"

const TASK = "cancel"
const ADDED_AT_ONCE = 5_000

interface Job {
  externalId: string
}

/**
 * What its page "Performance" sets for the most throughput: jobs are taken in
 * batches ahead of the work, and completed in batches.
 */
const FASTEST = {
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
}

/** Enough where jobs are taken and completed in batches. */
const CONNECTIONS = 20

const silent = new Logger(() => () => undefined)

/**
 * A worker on graphile-worker: each job makes its call and records the result.
 * Results that come together are committed together.
 */
export const graphileWorkerArm = async (
  databaseUrl: string,
  { calls, results }: { calls: Calls; results: Results },
  concurrency: number
): Promise<Arm> => {
  const preset = {
    worker: {
      connectionString: databaseUrl,
      maxPoolSize: CONNECTIONS,
      concurrentJobs: concurrency,
      ...FASTEST,
    },
  }
  const utils = await makeWorkerUtils({ preset, logger: silent })
  await utils.migrate()
  let size = 0

  const finished = (runner: Runner): Promise<void> =>
    new Promise((resolve, reject) => {
      let done = 0
      runner.events.on("job:error", ({ error }) => {
        reject(error instanceof Error ? error : new Error(String(error)))
      })
      runner.events.on("job:complete", () => {
        done += 1
        if (done >= size) {
          resolve()
        }
      })
    })

  return {
    name: "graphile-worker",
    fill: async (externalIds) => {
      size = externalIds.length
      await results.clear()
      await utils.withPgClient((client) =>
        client.query("truncate graphile_worker._private_jobs")
      )
      for (let at = 0; at < size; at += ADDED_AT_ONCE) {
        await utils.addJobs(
          externalIds.slice(at, at + ADDED_AT_ONCE).map((externalId) => ({
            identifier: TASK,
            payload: { externalId },
          }))
        )
      }
      await utils.withPgClient((client) =>
        client.query("vacuum analyze graphile_worker._private_jobs")
      )
    },
    drain: async () => {
      const runner = await run({
        preset,
        logger: silent,
        noHandleSignals: true,
        parsedCronItems: [],
        taskList: {
          [TASK]: async (payload) => {
            const { externalId } = payload as Job
            await results.recordTogether(await calls.cancel(externalId))
          },
        },
      })
      await finished(runner)
      await runner.stop()
    },
    close: async () => {
      await utils.release()
      await calls.close()
    },
  }
}
