import {
  AbstractCancellationProvider,
  CallContext,
  ProviderOrderRef,
  RecordReading,
} from "../../../provider-kit"
import { ourError } from "../border/error"
import { messageOf } from "../border/given"
import { Patience } from "./patience"

/**
 * A provider's own record. What a strategy throws is a read that failed, and so
 * is what never ends.
 */
export const readRecord = async (
  strategy: AbstractCancellationProvider,
  order: ProviderOrderRef,
  context: CallContext,
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
