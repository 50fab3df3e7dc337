import {
  AbstractCancellationProvider,
  type CallContext,
  type CancellationCall,
  checkOf,
  type Effect,
  type Outcome,
  type OutcomeError,
  parseOptions,
  type Preparation,
  previewOf,
  proceed,
  type ProviderCapabilities,
  type ProviderCheck,
  type ProviderOrderRef,
  type ProviderRecord,
  type RecordReading,
  rejected,
  type RequestPreview,
  type SendContext,
  settled,
} from "../../provider-kit"
import { readCancelAnswer, readOrderAnswer } from "./answers"
import { type Options, optionsSchema } from "./options"
import { reconsider } from "./reconsider"
import { findEffect, toReading } from "./record"
import { invalidId, refuseCall } from "./refuse"
import { cancelRequest, readRequest } from "./requests"

/** The nil UUID, which names nothing (RFC 9562, 5.9). */
const NO_ORDER = "00000000-0000-0000-0000-000000000000"

const invalidIdError = (externalId: string): OutcomeError => ({
  code: "invalid_external_id",
  message: invalidId(externalId),
  provider_code: null,
  provider_message: null,
})

/**
 * Game-store orders at Fungies, cancelled as a whole (Fungies, "Cancel Order").
 *
 * Cancelling a paid Fungies order refunds nothing, because it only sets a
 * status. The money has to be given back in Fungies itself.
 *
 * Setting a status again changes nothing more, so a cancel is declared harmless
 * to repeat. That is an assumption: Fungies doesn't say how it answers a
 * repeated call.
 */
export class FungiesCancellationProvider extends AbstractCancellationProvider<Options> {
  static override identifier = "fungies"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(optionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities = {
    unit: "none",
    cancel: { harmless_to_repeat: true, repeats_alike: true, readable: true },
    void: null,
    has_record: true,
  }

  constructor(
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ) {
    super(cradle, parseOptions(optionsSchema, options))
  }

  override async prepare(call: CancellationCall): Promise<Preparation> {
    const message = refuseCall(call)
    return message ? settled(rejected({ code: "refused", message })) : proceed()
  }

  override async cancel(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const { external_id } = call.provider_order
    const request = cancelRequest(this.options, external_id)
    if (!request) {
      return rejected(invalidIdError(external_id))
    }
    const exchange = await context.http.send(request)
    const outcome = readCancelAnswer(exchange, external_id)
    return outcome.type === "undecided"
      ? reconsider(outcome, await this.readRecord(call.provider_order, context))
      : outcome
  }

  override async readRecord(
    order: ProviderOrderRef,
    context: CallContext
  ): Promise<RecordReading> {
    const { external_id } = order
    const request = readRequest(this.options, external_id)
    return request
      ? toReading(
          readOrderAnswer(await context.http.send(request), external_id)
        )
      : { type: "failed", error: invalidIdError(external_id) }
  }

  /** An order that can't exist: an answer about it has accepted the keys. */
  override async check({ http }: CallContext): Promise<ProviderCheck | null> {
    const request = readRequest(this.options, NO_ORDER)
    return (
      request &&
      checkOf(readOrderAnswer(await http.send(request), NO_ORDER), "Fungies")
    )
  }

  override findEffect(_call: CancellationCall, record: ProviderRecord): Effect {
    return findEffect(record)
  }

  override refuse(call: CancellationCall): string | null {
    return refuseCall(call)
  }

  /** Throws where no request would be sent, which `refuse` says before. */
  override preview(call: CancellationCall): RequestPreview {
    const { external_id } = call.provider_order
    const request = cancelRequest(this.options, external_id)
    if (!request) {
      throw new Error(invalidId(external_id))
    }
    return previewOf(request)
  }

  override secrets(): string[] {
    return [this.options.publicKey, this.options.secretKey]
  }
}
