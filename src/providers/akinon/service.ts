import {
  AbstractCancellationProvider,
  type CallContext,
  type CancellationCall,
  type Effect,
  type EffectContext,
  type Outcome,
  parseOptions,
  type Preparation,
  previewOf,
  type ProviderCapabilities,
  type ProviderCheck,
  type ProviderOrderRef,
  type ProviderRecord,
  readingOf,
  type RecordReading,
  rejected,
  type RequestPreview,
  type SendContext,
  settled,
} from "../../provider-kit"
import { readCancelAnswer } from "./answers"
import { type Options, optionsSchema } from "./options"
import { checkLogin, checkToken, NO_ORDER } from "./check"
import { type OrderReading } from "./path-answers"
import { prepareCall } from "./prepare"
import { reconsider } from "./reconsider"
import { findEffect } from "./record"
import { RecordReader } from "./record-paths"
import { redactAkinon, withoutPrivateValues } from "./redact"
import { refuseCall } from "./refuse"
import { cancelRequest } from "./requests"
import { AkinonSession } from "./session"
import { orderBaseline } from "./wire"

/**
 * Akinon Omnitron (order management): cancels an order, or single items of it.
 *
 * Written from Akinon Omnitron, "Order Cancellation". The login, the status
 * codes, the shapes of errors and where an order is read come from its other
 * public material. How items look is an assumption. Nothing is declared
 * harmless to repeat, because it is only assumed that Omnitron refuses what is
 * cancelled already.
 */
export class AkinonCancellationProvider extends AbstractCancellationProvider<Options> {
  static override identifier = "akinon"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(optionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities = {
    unit: "item",
    cancel: { harmless_to_repeat: false, readable: true },
    void: { harmless_to_repeat: false, readable: true },
    has_record: true,
  }

  private readonly session: AkinonSession
  private readonly records: RecordReader

  constructor(
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ) {
    super(cradle, parseOptions(optionsSchema, options))
    this.session = new AkinonSession(this.options)
    this.records = new RecordReader(this.options, this.session)
  }

  /** Logs in if necessary, and reads the order. */
  override async prepare(
    call: CancellationCall,
    context: CallContext
  ): Promise<Preparation> {
    const refusal = refuseCall(call)
    if (refusal) {
      return settled(rejected({ code: "invalid_call", message: refusal }))
    }
    const order = await this.getOrder(call.provider_order.external_id, context)
    return prepareCall(call, order)
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

  override async readRecord(
    order: ProviderOrderRef,
    context: CallContext
  ): Promise<RecordReading> {
    return readingOf(await this.getOrder(order.external_id, context))
  }

  override async check({ http }: CallContext): Promise<ProviderCheck> {
    return this.options.credentials.type === "login"
      ? checkLogin(await this.session.logIn(http))
      : checkToken(await this.records.read(NO_ORDER, http))
  }

  override findEffect(
    call: CancellationCall,
    record: ProviderRecord,
    context: EffectContext
  ): Effect {
    return findEffect(call, record, context)
  }

  override refuse(call: CancellationCall): string | null {
    return refuseCall(call)
  }

  override preview(call: CancellationCall): RequestPreview {
    return previewOf(cancelRequest(this.options, call, null, ""))
  }

  override secrets(): string[] {
    return this.session.secrets()
  }

  override redact(body: unknown): unknown {
    return redactAkinon(body)
  }

  private async send(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const baseline = orderBaseline.safeParse(context.baseline)
    const answer = await this.session.send(context.http, (token) =>
      cancelRequest(this.options, call, baseline.data ?? null, token)
    )
    if (answer.type === "closed") {
      return answer.outcome
    }
    const outcome = readCancelAnswer(
      answer.exchange,
      call,
      this.options.credentials.type,
      context.baseline,
      answer.further
    )
    return withoutPrivateValues(
      call,
      outcome.type === "rejected"
        ? reconsider(
            call,
            outcome,
            await this.getOrder(call.provider_order.external_id, context)
          )
        : outcome
    )
  }

  private getOrder(
    externalId: string,
    { http }: CallContext
  ): Promise<OrderReading> {
    return this.records.read(externalId, http)
  }
}
