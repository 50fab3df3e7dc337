import type { Arm } from "../arm"
import type { Calls } from "./calls"

/**
 * The upper limit: the same pool with as many calls in flight, and no record of
 * anything. A crash would leave no trace of what was done.
 */
export const barePoolArm = (
  calls: Calls,
  concurrency: number,
  kind: "cancel" | "void" = "cancel"
): Arm => {
  let waiting: string[] = []
  return {
    name: "bare pool",
    fill: async (externalIds) => {
      waiting = [...externalIds].reverse()
    },
    drain: async () => {
      const lane = async (): Promise<void> => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          await calls[kind](id)
        }
      }
      await Promise.all(Array.from({ length: concurrency }, lane))
    },
    close: () => calls.close(),
  }
}
