import { Logger } from "@medusajs/framework/types"
import {
  CancellationCall,
  Effect,
  Preparation,
  PrepareContext,
  RecordReading,
  retry,
  undecidable,
} from "../../../provider-kit"
import { messageOf } from "../border/given"
import { Forecast, forecastOf } from "../core/forecast"
import { Patience } from "../providers/patience"
import { readRecord } from "../providers/read-record"
import { RegisteredProvider } from "../providers/registry"
import { sharedReads } from "../providers/shared-reads"
import { timedHttp } from "../providers/timed-http"
import { OperationContext } from "./context"
import { READ_PATIENCE_MS, READ_WITHIN_MS } from "./figures"

/** A call that isn't made, and what its provider's code may know of it. */
export interface ForeseenCall {
  provider: RegisteredProvider
  call: CancellationCall
  owned_references: string[]
}

/**
 * Looks ahead to what a full cancellation would come to: does all that comes
 * before the call, reads the provider's record, and goes no further.
 */
export class Foresight {
  private readonly patience: Patience

  constructor(
    private readonly context: OperationContext,
    private readonly logger: Logger
  ) {
    this.patience = new Patience(context.clock, READ_PATIENCE_MS, logger)
  }

  async of(foreseen: ForeseenCall): Promise<Forecast> {
    const { provider, call, owned_references } = foreseen
    const { strategy, http } = provider
    const context: PrepareContext = {
      logger: this.logger,
      http: sharedReads(timedHttp(http, this.context.clock, READ_WITHIN_MS)),
      owned_references,
    }
    const [preparation, reading] = await Promise.all([
      this.prepare(provider, call, context),
      strategy.capabilities.has_record
        ? readRecord(strategy, call.provider_order, context, this.patience)
        : null,
    ])
    return this.masked(
      forecastOf(preparation, reading, effectIn(reading, foreseen))
    )
  }

  private async prepare(
    { id, strategy }: RegisteredProvider,
    call: CancellationCall,
    context: PrepareContext
  ): Promise<Preparation> {
    try {
      return await this.patience.with(
        `preparing a preview at "${id}"`,
        strategy.prepare(call, context)
      )
    } catch (error) {
      const message = `What comes before the call failed: ${messageOf(error)}`
      return {
        type: "settled",
        outcome: retry({ code: "provider_error", message }),
      }
    }
  }

  /** A provider may quote the key that it was sent. */
  private masked(forecast: Forecast): Forecast {
    return this.context.registry.maskSecretsIn(forecast) as Forecast
  }
}

/** What the record shows of this call. Null where it can't show any. */
const effectIn = (
  reading: RecordReading | null,
  { provider: { strategy }, call, owned_references }: ForeseenCall
): Effect | null => {
  if (reading?.type !== "found" || !strategy.capabilities.cancel.readable) {
    return null
  }
  try {
    return strategy.findEffect(call, reading.record, {
      baseline: null,
      owned_references,
    })
  } catch (error) {
    return undecidable(`What it shows can't be told: ${messageOf(error)}`)
  }
}
