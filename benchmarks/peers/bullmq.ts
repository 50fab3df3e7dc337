import { Queue, Worker } from "bullmq"
import type { Arm } from "../arm"
import type { Calls } from "./calls"
import type { Results } from "./results"

const QUEUE = "cancellations"
const ADDED_AT_ONCE = 5_000

interface Job {
  externalId: string
}

/** A worker on BullMQ: each job makes its call and records the result. */
export const bullMqArm = (
  redisPort: number,
  { calls, results }: { calls: Calls; results: Results },
  concurrency: number
): Arm => {
  const connection = { host: "127.0.0.1", port: redisPort }
  const queue = new Queue<Job>(QUEUE, {
    connection,
    defaultJobOptions: { removeOnComplete: true },
  })
  let size = 0

  return {
    name: "BullMQ",
    fill: async (externalIds) => {
      size = externalIds.length
      await results.clear()
      await queue.obliterate({ force: true })
      for (let at = 0; at < size; at += ADDED_AT_ONCE) {
        await queue.addBulk(
          externalIds.slice(at, at + ADDED_AT_ONCE).map((externalId) => ({
            name: "cancel",
            data: { externalId },
          }))
        )
      }
    },
    drain: async () => {
      let done = 0
      const worker = new Worker<Job>(
        QUEUE,
        async ({ data }) => {
          await results.record(await calls.cancel(data.externalId))
        },
        { connection, concurrency }
      )
      await new Promise<void>((resolve, reject) => {
        worker.on("completed", () => {
          done += 1
          if (done >= size) {
            resolve()
          }
        })
        worker.on("failed", (_job, error) => {
          reject(error)
        })
        worker.on("error", reject)
      })
      await worker.close()
    },
    close: async () => {
      await queue.close()
      await calls.close()
    },
  }
}
