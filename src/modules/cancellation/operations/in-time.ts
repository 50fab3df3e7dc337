import { MedusaError } from "@medusajs/framework/utils"
import { Clock } from "../clock/clock"

/**
 * The result of some work, unless it takes longer than this: what doesn't answer
 * must not hold a transaction open for good.
 *
 * @param who - in the message, if it is too late
 */
export const inTime = <T>(
  work: Promise<T>,
  ms: number,
  clock: Clock,
  who: string
): Promise<T> =>
  Promise.race([
    work,
    clock.sleep(ms).then(() => {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `${who} didn't answer for ${ms / 1_000} seconds`
      )
    }),
  ])
