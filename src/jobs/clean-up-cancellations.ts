import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"

const EVERY_HOUR_MS = 3_600_000

/** Deletes what was kept for long enough. */
export default async function cleanUpCancellations(
  container: MedusaContainer
): Promise<void> {
  try {
    await ledgerOf(container).cleanUp()
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `${LOG_PREFIX} cleaning up failed; it is tried again in an hour: ${oneLine(error)}`
      )
  }
}

export const config = {
  name: "medusa-plugin-cancellation-clean-up",
  schedule: { interval: EVERY_HOUR_MS },
}
