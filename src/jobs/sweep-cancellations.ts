import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { SWEEP_INTERVAL_MS } from "../modules/cancellation/dispatcher/sweep-interval"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

/**
 * Sends what has become due, and frees what a dead process still held. Any
 * number of processes may run it at once.
 */
export default async function sweepCancellationsJob(
  container: MedusaContainer
): Promise<void> {
  try {
    await ledgerOf(container).sweep()
  } catch (error) {
    // An error that is thrown would fill six lines of the log every five
    // seconds.
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `${LOG_PREFIX} due cancellations could not be looked up, and are again in five seconds: ${oneLine(error)}`
      )
  }
}

export const config = {
  name: "medusa-plugin-cancellation-sweep",
  schedule: { interval: SWEEP_INTERVAL_MS },
}
