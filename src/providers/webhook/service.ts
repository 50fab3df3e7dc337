import { randomUUID } from "node:crypto"
import {
  AbstractCancellationProvider,
  type CallContext,
  type CancellationCall,
  type Effect,
  type Outcome,
  parseOptions,
  previewOf,
  type ProviderCapabilities,
  type ProviderCheck,
  type ProviderOrderRef,
  type ProviderRecord,
  type ReadContext,
  type RecordReading,
  type RequestPreview,
  type SendContext,
} from "../../provider-kit"
import {
  readAcknowledgement,
  readDecision,
  readPing,
  readRecordAnswer,
} from "./answers"
import { type Options, optionsSchema } from "./options"
import { findEffect, toReading } from "./record"
import { refuseCall } from "./refuse"
import { cancelRequest, pingRequest, readRequest } from "./requests"
import { secretsIn } from "./secrets"

/**
 * Any outside system that takes a message over HTTP, signed as Standard
 * Webhooks says.
 *
 * The message's id is the cancellation's, the same at every attempt with the
 * same body, and a receiver acts once on it. So a call is harmless to repeat by
 * contract, and a message may arrive twice.
 */
export class WebhookCancellationProvider extends AbstractCancellationProvider<Options> {
  static override identifier = "webhook"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(optionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities

  /** Asked for with every text that is masked. */
  private readonly hidden: string[]

  constructor(
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ) {
    super(cradle, parseOptions(optionsSchema, options))
    this.hidden = secretsIn(this.options)
    const { unit, recordUrl } = this.options
    const call = {
      harmless_to_repeat: true,
      repeats_alike: true,
      readable: recordUrl !== undefined,
    }
    this.capabilities = {
      unit,
      cancel: call,
      void: unit === "none" ? null : call,
      // What is read is one message, and not the order.
      has_record: false,
      uses_medusa_ids: true,
    }
  }

  cancel(call: CancellationCall, context: SendContext): Promise<Outcome> {
    return this.tell(call, context)
  }

  override void(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    return this.capabilities.void
      ? this.tell(call, context)
      : super.void(call, context)
  }

  override async readRecord(
    order: ProviderOrderRef,
    context: ReadContext
  ): Promise<RecordReading> {
    const { recordUrl } = this.options
    const { call, http } = context
    if (recordUrl === undefined || !call) {
      return super.readRecord(order, context)
    }
    const id = call.cancellation_id
    const request = readRequest(this.options, recordUrl, id, Date.now())
    return toReading(call, readRecordAnswer(await http.send(request)))
  }

  override findEffect(_call: CancellationCall, record: ProviderRecord): Effect {
    return findEffect(record)
  }

  override async check({ http }: CallContext): Promise<ProviderCheck> {
    const id = `ping_${randomUUID()}`
    const request = pingRequest(this.options, id, Date.now())
    return readPing(await http.send(request))
  }

  override refuse(call: CancellationCall): string | null {
    return refuseCall(call)
  }

  override preview(call: CancellationCall): RequestPreview {
    return previewOf(cancelRequest(this.options, call, 0))
  }

  override secrets(): string[] {
    return this.hidden
  }

  private async tell(
    call: CancellationCall,
    { http }: SendContext
  ): Promise<Outcome> {
    const { answers, recordUrl } = this.options
    const exchange = await http.send(
      cancelRequest(this.options, call, Date.now())
    )
    return answers === "decide"
      ? readDecision(exchange, call, recordUrl !== undefined)
      : readAcknowledgement(exchange, call)
  }
}
