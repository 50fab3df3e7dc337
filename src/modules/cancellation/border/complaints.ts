import { Logger } from "@medusajs/framework/types"
import { Complain } from "./given"
import { LOG_PREFIX } from "../core/log-prefix"

/** One line for each kind of mistake that a provider makes, however often. */
export const complaintsOf = (
  providerId: string,
  logger: Pick<Logger, "warn"> | null
): Complain => {
  const told = new Set<string>()
  return (complaint) => {
    if (!told.has(complaint)) {
      told.add(complaint)
      logger?.warn(
        `${LOG_PREFIX} provider "${providerId}" has a mistake in its strategy: ${complaint}.`
      )
    }
  }
}
