import PgBoss from "pg-boss"
import type { Arm } from "../arm"
import type { Calls } from "./calls"
import type { Results } from "./results"

const QUEUE = "cancellations"
const INSERTED_AT_ONCE = 5_000

interface Job {
  externalId: string
}

/** The shortest interval that pg-boss allows. */
const POLLING_INTERVAL_SECONDS = 0.5

/**
 * A worker on pg-boss: each job makes its call and records the result. The jobs
 * of a batch run side by side, as many as may be in flight. pg-boss completes a
 * batch as a whole. It takes the next half a second after it took the last one,
 * or as soon as that is done if it took longer.
 */
export const pgBossArm = async (
  databaseUrl: string,
  { calls, results }: { calls: Calls; results: Results },
  concurrency: number
): Promise<Arm> => {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 20,
    supervise: false,
    schedule: false,
  })
  const failures: Error[] = []
  boss.on("error", (error) => failures.push(error))
  await boss.start()
  await boss.createQueue(QUEUE)
  let size = 0

  return {
    name: "pg-boss",
    fill: async (externalIds) => {
      size = externalIds.length
      await results.clear()
      await boss.clearStorage()
      for (let at = 0; at < size; at += INSERTED_AT_ONCE) {
        await boss.insert(
          externalIds.slice(at, at + INSERTED_AT_ONCE).map((externalId) => ({
            name: QUEUE,
            data: { externalId },
          }))
        )
      }
    },
    drain: async () => {
      let done = 0
      await new Promise<void>((resolve, reject) => {
        const handle = async (jobs: PgBoss.Job<Job>[]): Promise<void> => {
          try {
            await Promise.all(
              jobs.map(async ({ data }) => {
                await results.record(await calls.cancel(data.externalId))
              })
            )
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
            throw error
          }
          done += jobs.length
          if (done >= size) {
            resolve()
          }
        }
        boss
          .work<Job>(
            QUEUE,
            {
              batchSize: concurrency,
              pollingIntervalSeconds: POLLING_INTERVAL_SECONDS,
            },
            handle
          )
          .catch(reject)
      })
      await boss.offWork(QUEUE)
      if (failures[0]) {
        throw failures[0]
      }
    },
    close: async () => {
      await boss.stop({ graceful: false, wait: true })
      await calls.close()
    },
  }
}
