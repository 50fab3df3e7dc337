import {
  AbstractCancellationProvider,
  ProviderOrderRef,
  ReadContext,
  RecordReading,
} from "../../../provider-kit"
import { ourError } from "../border/error"
import { messageOf } from "../border/given"
import { Patience } from "./patience"

/**
 * Reads a provider's own record. A strategy that throws, or that never ends,
 * counts as a failed read.
 */
export const readRecord = async (
  strategy: AbstractCancellationProvider,
  order: ProviderOrderRef,
  context: ReadContext,
  patience: Patience,
  isExcused?: () => boolean
): Promise<RecordReading> => {
  try {
    return await patience.with(
      `reading a record at ${strategy.identifier}`,
      strategy.readRecord(order, context),
      isExcused
    )
  } catch (error) {
    return {
      type: "failed",
      error: ourError(`Reading the record failed: ${messageOf(error)}`),
    }
  }
}
