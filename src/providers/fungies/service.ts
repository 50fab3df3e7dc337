import {
  AbstractCancellationProvider,
  type CallContext,
  type CancellationCall,
  type Effect,
  type Outcome,
  type Preparation,
  type ProviderCapabilities,
  type ProviderOrderRef,
  type ProviderRecord,
  type RecordReading,
  type RequestPreview,
  type SendContext,
  parseOptions,
  rejected,
} from "../../provider-kit"
import { classifyCancel, decide } from "./classify"
import { type FungiesOptions, fungiesOptionsSchema } from "./contract"
import { effectIn, readOrder } from "./record"
import { refuseCall } from "./refuse"
import { cancelOrder, getOrder } from "./requests"

/**
 * Game-store orders at Fungies, cancelled as a whole (Fungies, "Cancel
 * Order").
 *
 * Cancelling a paid Fungies order refunds nothing: it sets a status. The money
 * has to be given back in Fungies itself.
 *
 * Setting a status again changes nothing more, so a cancel is held to be
 * harmless to repeat (an assumption: Fungies doesn't say what a repeated call
 * answers).
 */
export class FungiesCancellationProvider extends AbstractCancellationProvider<FungiesOptions> {
  static override identifier = "fungies"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(fungiesOptionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities = {
    unit: "none",
    cancel: { harmless_to_repeat: true, readable: true },
    void: null,
    has_record: true,
  }

  constructor(
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ) {
    super(cradle, parseOptions(fungiesOptionsSchema, options))
  }

  override async prepare(call: CancellationCall): Promise<Preparation> {
    const message = refuseCall(call)
    return message
      ? { type: "settled", outcome: rejected({ code: "refused", message }) }
      : { type: "proceed", baseline: null }
  }

  override async cancel(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const { external_id } = call.provider_order
    const exchange = await context.http.send(
      cancelOrder(this.options, external_id)
    )
    const outcome = classifyCancel(exchange, external_id)
    return outcome.type === "undecided"
      ? decide(outcome, await this.readRecord(call.provider_order, context))
      : outcome
  }

  override async readRecord(
    order: ProviderOrderRef,
    context: CallContext
  ): Promise<RecordReading> {
    const { external_id } = order
    return readOrder(
      await context.http.send(getOrder(this.options, external_id)),
      external_id
    )
  }

  override findEffect(_call: CancellationCall, record: ProviderRecord): Effect {
    return effectIn(record)
  }

  override refuse(call: CancellationCall): string | null {
    return refuseCall(call)
  }

  override preview(call: CancellationCall): RequestPreview {
    const { method, url, body } = cancelOrder(
      this.options,
      call.provider_order.external_id
    )
    return { method, url, body }
  }

  override secrets(): string[] {
    return [this.options.publicKey, this.options.secretKey]
  }
}
