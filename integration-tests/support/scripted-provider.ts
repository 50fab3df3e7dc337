import {
  AbstractCancellationProvider,
  CallContext,
  CancellationCall,
  Effect,
  EffectContext,
  KindCapabilities,
  Outcome,
  Preparation,
  ProviderCapabilities,
  ProviderOrderRef,
  ProviderRecord,
  RecordReading,
  RequestPreview,
  SendContext,
  Unit,
  succeeded,
} from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"

export interface Script {
  unit?: Unit
  cancel?: Partial<KindCapabilities>
  void?: Partial<KindCapabilities> | null
  onPrepare?: (call: CancellationCall) => Promise<Preparation>
  onSend?: (call: CancellationCall, context: SendContext) => Promise<Outcome>
  onRead?: () => Promise<RecordReading>
  onReadOrder?: (order: ProviderOrderRef) => Promise<RecordReading>
  onFindEffect?: (call: CancellationCall, context: EffectContext) => Effect
  onRefuse?: (call: CancellationCall) => string | null
}

const NO = { harmless_to_repeat: false, readable: false }

/** A provider that does what a test says, and remembers what it was asked. */
export class ScriptedProvider extends AbstractCancellationProvider {
  static override identifier = "scripted"

  readonly sent: CancellationCall[] = []
  script: Script = {}

  constructor(script: Script = {}) {
    super({}, {})
    this.script = script
  }

  get capabilities(): ProviderCapabilities {
    return {
      unit: this.script.unit ?? "currency",
      cancel: { ...NO, ...this.script.cancel },
      void: this.script.void === null ? null : { ...NO, ...this.script.void },
      has_record: Boolean(this.script.onRead),
    }
  }

  override prepare(call: CancellationCall): Promise<Preparation> {
    return (
      this.script.onPrepare?.(call) ??
      Promise.resolve({ type: "proceed", baseline: null })
    )
  }

  cancel(call: CancellationCall, context: SendContext): Promise<Outcome> {
    return this.send(call, context)
  }

  override void(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    return this.send(call, context)
  }

  override readRecord(
    order: ProviderOrderRef,
    context: CallContext
  ): Promise<RecordReading> {
    return (
      this.script.onReadOrder?.(order) ??
      this.script.onRead?.() ??
      super.readRecord(order, context)
    )
  }

  override findEffect(
    call: CancellationCall,
    record: ProviderRecord,
    context: EffectContext
  ): Effect {
    return (
      this.script.onFindEffect?.(call, context) ??
      super.findEffect(call, record, context)
    )
  }

  override refuse(call: CancellationCall): string | null {
    return this.script.onRefuse?.(call) ?? null
  }

  preview(call: CancellationCall): RequestPreview {
    return {
      method: "POST",
      url: `https://scripted.example/${call.provider_order.external_id}`,
      body: { amount: call.amount },
    }
  }

  private send(call: CancellationCall, context: SendContext): Promise<Outcome> {
    this.sent.push(call)
    return (
      this.script.onSend?.(call, context) ??
      Promise.resolve(succeeded({ proof: PROOF }))
    )
  }
}
