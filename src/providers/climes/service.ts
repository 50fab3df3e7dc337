import {
  AbstractCancellationProvider,
  type CancellationCall,
  type Outcome,
  parseOptions,
  type Preparation,
  previewOf,
  proceed,
  type ProviderCapabilities,
  type RequestPreview,
  type SendContext,
} from "../../provider-kit"
import { readCancelAnswer, readEmptyingAnswer, readVoidAnswer } from "./answers"
import { instructionFor } from "./instruction"
import { type Options, optionsSchema } from "./options"
import { refuseCall } from "./refuse"

/**
 * Climate contributions at Climes.
 *
 * A part is removed with PATCH (Climes, "Partial Order Cancellation"). Climes
 * has no idempotency key and no call to read an order, so a removal whose
 * outcome is unknown is put before a person. A whole order is deleted (Climes,
 * "Order Cancellation"), which is assumed to be harmless to repeat. With
 * `fullCancel: "patch"` all of its remaining climes are removed instead.
 */
export class ClimesCancellationProvider extends AbstractCancellationProvider<Options> {
  static override identifier = "climes"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(optionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities

  constructor(
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ) {
    super(cradle, parseOptions(optionsSchema, options))
    this.capabilities = {
      unit: "climes",
      cancel: {
        harmless_to_repeat: this.options.fullCancel === "delete",
        readable: false,
      },
      void: { harmless_to_repeat: false, readable: false },
      has_record: false,
    }
  }

  override async prepare(call: CancellationCall): Promise<Preparation> {
    const instruction = instructionFor(call, this.options)
    return instruction.type === "settled" ? instruction : proceed()
  }

  override async cancel(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    return this.carryOut(call, context)
  }

  override async void(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    return this.carryOut(call, context)
  }

  override refuse(call: CancellationCall, now: Date): string | null {
    return refuseCall(call, this.options, now)
  }

  /** Throws where no request would be sent, which `refuse` says before. */
  override preview(call: CancellationCall): RequestPreview {
    const instruction = instructionFor(call, this.options)
    if (instruction.type === "settled") {
      throw new Error(
        instruction.outcome.type === "rejected"
          ? instruction.outcome.error.message
          : "Nothing is left to be removed: no request would be sent."
      )
    }
    return previewOf(instruction.request)
  }

  override secrets(): string[] {
    return [this.options.apiKey]
  }

  private async carryOut(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const instruction = instructionFor(call, this.options)
    if (instruction.type === "settled") {
      return instruction.outcome
    }
    const { request } = instruction
    const { external_id } = call.provider_order
    const exchange = await context.http.send(request)
    if (request.method === "DELETE") {
      return readCancelAnswer(exchange, external_id, call.may_have_been_sent)
    }
    return call.kind === "cancel"
      ? readEmptyingAnswer(exchange, external_id, call.remaining ?? "")
      : readVoidAnswer(exchange, external_id, call.amount ?? "")
  }
}
