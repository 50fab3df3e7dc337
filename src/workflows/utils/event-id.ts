import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { isId } from "./given-ids"
import { LOG_PREFIX } from "../../modules/cancellation/core/log-prefix"

/**
 * The id that an event carries. An event without an id, as somebody else's code
 * may emit it, is ignored, with a line in the log: it doesn't say what it is
 * about.
 *
 * @param field - where the id is, as Medusa sends this event
 * @returns null if there is no id
 */
export const eventId = (
  container: MedusaContainer,
  event: { name: string; data: unknown },
  field: "id" | "order_id"
): string | null => {
  const id = (Object(event.data) as Record<string, unknown>)[field]
  if (isId(id)) {
    return id
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `${LOG_PREFIX} ignored an event ${event.name} without an id: its data must have "${field}", a string, as Medusa sends it. Look for the code that emits it.`
    )
  return null
}
