import type { z } from "@medusajs/framework/zod"
import { readAnswer, readingOf } from "../answer"
import {
  CallContext,
  CancellationCall,
  PrepareContext,
  ProviderOrderRef,
  SendContext,
} from "../call"
import { ProviderRequest } from "../http/exchange"
import { pathSegment } from "../http/path-segment"
import { Outcome, toOutcomeError } from "../outcome"
import {
  AbstractCancellationProvider,
  Preparation,
  ProviderCapabilities,
  RequestPreview,
} from "../provider"
import { Effect, ProviderRecord, RecordReading } from "../record"
import { redactEvidence } from "../redact"
import {
  CancellationProviderDefinition,
  DefinedRequest,
  OptionsOf,
} from "./definition"
import { effectIn } from "./effect"
import { decideFirst, PROCEED } from "./read-first"
import { invalidId, refuseCall } from "./refuse"
import { decideRefused } from "./refused"
import { requestOf } from "./request"
import { CallRules, capabilitiesOf, Rules, rulesOf } from "./rules"
import { textsIn } from "./secrets"
import { orderSchema } from "./shown-order"

/** A provider that is made from a definition. */
export class DefinedProvider<
  TShape extends z.ZodRawShape,
> extends AbstractCancellationProvider<OptionsOf<TShape>> {
  readonly capabilities: ProviderCapabilities

  private readonly rules: Rules

  constructor(
    private readonly definition: CancellationProviderDefinition<TShape>,
    options: OptionsOf<TShape>
  ) {
    super({}, options)
    this.rules = rulesOf(definition)
    this.capabilities = capabilitiesOf(this.rules, definition)
  }

  override refuse(call: CancellationCall, now: Date): string | null {
    return refuseCall(call, now, this.definition)
  }

  override preview(call: CancellationCall): RequestPreview {
    const { method, url, body } = this.requestFor(call, this.rulesFor(call))
    return { method, url, body }
  }

  override async prepare(
    call: CancellationCall,
    context: PrepareContext
  ): Promise<Preparation> {
    const { repeated, readable } = this.rulesFor(call)
    return repeated === "unsafe" && readable
      ? decideFirst(call, ...(await this.recordFor(call, context)))
      : PROCEED
  }

  override async cancel(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    return this.send(call, this.rules.cancel, context)
  }

  override async void(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const { void: rules } = this.rules
    return rules ? this.send(call, rules, context) : super.void(call, context)
  }

  override async readRecord(
    order: ProviderOrderRef,
    context: CallContext
  ): Promise<RecordReading> {
    const { definition } = this
    if (!definition.state || !definition.read) {
      return super.readRecord(order, context)
    }
    const { name, read, saidIn, state } = definition
    const id = pathSegment(order.external_id)
    if (id === null) {
      const code = "invalid_external_id"
      const error = toOutcomeError({ code, message: invalidId(name) })
      return { type: "failed", error }
    }
    const exchange = await context.http.send(this.complete(read(id, order)))
    const schema = orderSchema(state, name, order)
    return readingOf(readAnswer(exchange, { name, schema, saidIn }))
  }

  override findEffect(call: CancellationCall, record: ProviderRecord): Effect {
    return effectIn(call, record, this.definition.name)
  }

  override secrets(): string[] {
    const { secrets } = this.definition
    return secrets.flatMap((name) => textsIn(this.options[name]))
  }

  override redact(body: unknown): unknown {
    return redactEvidence(body, this.definition.personal)
  }

  private async send(
    call: CancellationCall,
    rules: CallRules,
    context: SendContext
  ): Promise<Outcome> {
    const { name, saidIn } = this.definition
    const { readable } = rules
    const exchange = await context.http.send(this.requestFor(call, rules))
    const answerOf = rules.answerOf(call.provider_order)
    const { type, outcome } = answerOf(
      { call, exchange, name, readable },
      saidIn
    )
    return type === "refused" && readable
      ? decideRefused(outcome, ...(await this.recordFor(call, context)))
      : outcome
  }

  /** The record as it is now, and where to look in it for a call. */
  private async recordFor(
    call: CancellationCall,
    context: CallContext
  ): Promise<[RecordReading, (record: ProviderRecord) => Effect]> {
    return [
      await this.readRecord(call.provider_order, context),
      (record) => this.findEffect(call, record),
    ]
  }

  private rulesFor({ kind }: CancellationCall): CallRules {
    return this.rules[kind] ?? this.rules.cancel
  }

  private requestFor(
    call: CancellationCall,
    { request }: CallRules
  ): ProviderRequest {
    const id = pathSegment(call.provider_order.external_id)
    if (id === null) {
      throw new Error(invalidId(this.definition.name))
    }
    return this.complete(request(id, call))
  }

  private complete(request: DefinedRequest): ProviderRequest {
    const { baseUrl, headers } = this.definition
    return requestOf(request, {
      baseUrl: baseUrl(this.options),
      headers: headers?.(this.options) ?? {},
    })
  }
}
