import {
  AbstractCancellationProvider,
  type CallContext,
  type CancellationCall,
  checkOf,
  type Effect,
  type EffectContext,
  type Outcome,
  parseOptions,
  type Preparation,
  type PrepareContext,
  previewOf,
  type ProviderCapabilities,
  type ProviderCheck,
  type ProviderOrderRef,
  type ProviderRecord,
  type RecordReading,
  redactEvidence,
  rejected,
  type RequestPreview,
  retry,
  type SendContext,
  settled,
} from "../../provider-kit"
import { toAplazameAmount } from "./amounts"
import {
  CANCEL_NOT_SHOWN,
  type OrderReading,
  readCancelAnswer,
  readEmptyingAnswer,
  readOrderAnswer,
  readVoidAnswer,
  readVoidsAnswer,
  type VoidsReading,
} from "./answers"
import { type Options, optionsSchema } from "./options"
import { needsOrder, prepareCancel, prepareVoid } from "./prepare"
import { isCancelled, isOver, isPending } from "./proofs"
import { reconsider, settleEmptied } from "./reconsider"
import { findEffect, toReading } from "./record"
import { refuseCall } from "./refuse"
import {
  cancelRequest,
  readRequest,
  readVoidsRequest,
  voidRequest,
} from "./requests"
import { voidBaseline } from "./wire"

/** No store gives an order this id. */
const NO_ORDER = "medusa-plugin-cancellation-check"

/** The fields of an order's detail that hold the shopper's data. */
const PERSONAL_FIELDS = ["customer", "billing", "shipping", "document_id"]

/**
 * Aplazame (buy now, pay later): cancels an order, or voids an amount of it.
 *
 * Written from Aplazame, "Void order". `POST /orders/{id}/cancel` and `GET
 * /orders/{id}` come from its other public material. No document says what a
 * repeated call does, so nothing here is declared harmless to repeat: the order
 * and its list of voids are read before and after.
 */
export class AplazameCancellationProvider extends AbstractCancellationProvider<Options> {
  static override identifier = "aplazame"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(optionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities = {
    unit: "currency",
    cancel: { harmless_to_repeat: false, readable: true },
    void: { harmless_to_repeat: false, readable: true },
    has_record: true,
  }

  constructor(
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ) {
    super(cradle, parseOptions(optionsSchema, options))
  }

  override async prepare(
    call: CancellationCall,
    context: PrepareContext
  ): Promise<Preparation> {
    const refusal = refuseCall(call)
    if (refusal) {
      return settled(rejected({ code: "invalid_call", message: refusal }))
    }
    const orderId = call.provider_order.external_id
    if (call.kind === "cancel" && this.options.fullCancel === "cancel") {
      return prepareCancel(call, await this.getOrder(orderId, context))
    }
    const voids = await this.getVoids(orderId, context)
    const order = needsOrder(call, voids)
      ? await this.getOrder(orderId, context)
      : null
    return prepareVoid(call, voids, order, context.owned_references)
  }

  async cancel(call: CancellationCall, context: SendContext): Promise<Outcome> {
    const orderId = call.provider_order.external_id
    if (this.options.fullCancel === "void") {
      return this.sendVoid(call, null, context)
    }
    const outcome = readCancelAnswer(
      await context.http.send(cancelRequest(this.options, orderId))
    )
    return this.explained(call, outcome, context)
  }

  override void(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    return this.sendVoid(call, toAplazameAmount(call.amount ?? ""), context)
  }

  override async readRecord(
    order: ProviderOrderRef,
    context: CallContext
  ): Promise<RecordReading> {
    const [voids, detail] = await Promise.all([
      this.getVoids(order.external_id, context),
      this.getOrder(order.external_id, context),
    ])
    return toReading(voids, detail, order)
  }

  /**
   * Reads an order that can't exist: "no such order" has accepted the key, and
   * Aplazame answers a wrong one with 401.
   */
  override async check(context: CallContext): Promise<ProviderCheck> {
    return checkOf(await this.getOrder(NO_ORDER, context), "Aplazame")
  }

  override findEffect(
    call: CancellationCall,
    record: ProviderRecord,
    context: EffectContext
  ): Effect {
    return findEffect(call, record, context, this.options.fullCancel)
  }

  override refuse(call: CancellationCall): string | null {
    return refuseCall(call)
  }

  /**
   * A full cancellation by void sends what remains at Aplazame, which is read
   * right before the call. The preview shows the ledger's amount instead, or
   * null.
   */
  override preview(call: CancellationCall): RequestPreview {
    const orderId = call.provider_order.external_id
    if (call.kind === "cancel" && this.options.fullCancel === "cancel") {
      return previewOf(cancelRequest(this.options, orderId))
    }
    const decimal = call.kind === "void" ? call.amount : call.remaining
    const amount = decimal === null ? null : toAplazameAmount(decimal)
    const request = voidRequest(this.options, orderId, amount ?? 0)
    return previewOf({ ...request, body: { amount } })
  }

  override secrets(): string[] {
    return [this.options.privateKey]
  }

  override redact(body: unknown): unknown {
    return redactEvidence(body, PERSONAL_FIELDS)
  }

  /** @param amount - in minor units; null for all that remains */
  private async sendVoid(
    call: CancellationCall,
    amount: number | null,
    context: SendContext
  ): Promise<Outcome> {
    const baseline = voidBaseline.safeParse(context.baseline)
    if (!baseline.success || (call.kind === "void" && amount === null)) {
      return retry({
        code: "not_prepared",
        message:
          "Aplazame's list of voids was not read before the call, so nothing was sent.",
      })
    }
    const minor = amount ?? baseline.data.remaining_amount
    const exchange = await context.http.send(
      voidRequest(this.options, call.provider_order.external_id, minor)
    )
    const classify = call.kind === "void" ? readVoidAnswer : readEmptyingAnswer
    return this.explained(
      call,
      classify(exchange, call, minor, baseline.data),
      context
    )
  }

  /**
   * Reads why a call was refused, and whether an order of which nothing remains
   * is cancelled. Any other outcome stays as it is.
   */
  private async explained(
    call: CancellationCall,
    outcome: Outcome,
    context: CallContext
  ): Promise<Outcome> {
    const orderId = call.provider_order.external_id
    if (outcome.type === "unknown" && outcome.error.code === CANCEL_NOT_SHOWN) {
      return settleEmptied(call, outcome, await this.getOrder(orderId, context))
    }
    if (outcome.type !== "rejected") {
      return outcome
    }
    const order = await this.getOrder(orderId, context)
    const isExplained =
      order.type === "read" &&
      [isCancelled, isOver, isPending].some((is) => is(order.body))
    const voids =
      call.kind === "cancel" && !isExplained
        ? await this.getVoids(orderId, context)
        : null
    return reconsider(call, outcome, order, voids)
  }

  private async getOrder(
    orderId: string,
    { http }: CallContext
  ): Promise<OrderReading> {
    return readOrderAnswer(await http.send(readRequest(this.options, orderId)))
  }

  private async getVoids(
    orderId: string,
    { http }: CallContext
  ): Promise<VoidsReading> {
    return readVoidsAnswer(
      await http.send(readVoidsRequest(this.options, orderId))
    )
  }
}
