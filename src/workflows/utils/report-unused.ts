import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type FoundProviderOrders } from "../../modules/cancellation/core/matching"
import { type RecordProviderOrdersResult } from "../../modules/cancellation/types"
import { LOG_PREFIX } from "../../modules/cancellation/core/log-prefix"

type Unused = Pick<FoundProviderOrders, "distrusted" | "ignored"> &
  Pick<RecordProviderOrdersResult, "skipped">

/** Logs one line for each provider order that was found and not used. */
export const reportUnused = (
  container: MedusaContainer,
  orderId: string,
  unused: Unused
): void => {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const line of linesFor(orderId, unused)) {
    logger.warn(line)
  }
}

export const linesFor = (
  orderId: string,
  { distrusted, ignored, skipped }: Unused
): string[] => [
  ...distrusted.map(
    ({ provider_id, reason }) =>
      `${LOG_PREFIX} order ${orderId} names an order at "${provider_id}" that is not believed, because ${reason}. Register it if it is right, or set trustCartMetadata.`
  ),
  ...ignored.map(
    ({ provider_id, reason }) =>
      `${LOG_PREFIX} order ${orderId}, "${provider_id}": ${reason}.`
  ),
  ...skipped.map(
    ({ provider_id, external_id, reason }) =>
      `${LOG_PREFIX} order ${orderId}: ${external_id} at "${provider_id}" is not recorded: ${reason}.`
  ),
]
