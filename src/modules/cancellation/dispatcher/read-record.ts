import {
  AbstractCancellationProvider,
  CallContext,
  ProviderOrderRef,
  RecordReading,
} from "../../../provider-kit"

/** A provider's own record. What a strategy throws is a read that failed. */
export const readRecord = async (
  strategy: AbstractCancellationProvider,
  order: ProviderOrderRef,
  context: CallContext
): Promise<RecordReading> => {
  try {
    return await strategy.readRecord(order, context)
  } catch (error) {
    return {
      type: "failed",
      error: {
        code: "provider_error",
        message: `Reading the record failed: ${error instanceof Error ? error.message : String(error)}`,
        provider_code: null,
        provider_message: null,
      },
    }
  }
}
