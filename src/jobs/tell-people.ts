import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../modules/cancellation/core/log-prefix"
import { ledgerOf } from "../workflows/utils/ledger"
import { oneLine } from "../workflows/utils/one-line"
import { outletOf } from "../workflows/utils/outlet"

const EVERY_5_S = 5_000

/**
 * Tells people what they have not been told yet. Apart from the sweep, which a
 * slow e-mail must not hold up.
 */
export default async function tellPeopleJob(
  container: MedusaContainer
): Promise<void> {
  try {
    await ledgerOf(container).tellPeople(outletOf(container))
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `${LOG_PREFIX} what people are to be told could not be looked up, and is again in five seconds: ${oneLine(error)}`
      )
  }
}

export const config = {
  name: "medusa-plugin-cancellation-tell-people",
  schedule: { interval: EVERY_5_S },
}
