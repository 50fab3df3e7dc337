import {
  CallContext,
  CancellationCall,
  PrepareContext,
  SendContext,
} from "./call"
import { ProviderOrderRef } from "./call"
import { HttpMethod, ProviderRequest } from "./http/exchange"
import { Outcome, rejected } from "./outcome"
import { Effect, EffectContext, ProviderRecord, RecordReading } from "./record"
import { redactEvidence } from "./redact"
import { Unit } from "./unit"

/** What the core may do about a call whose outcome is unknown. */
export interface KindCapabilities {
  /**
   * True: sending it again changes nothing more, so an unknown outcome is
   * tried again. Say true only where the provider's document or its nature
   * (setting a status) supports it.
   */
  harmless_to_repeat: boolean
  /** True: `readRecord` and `findEffect` can tell whether it was applied. */
  readable: boolean
}

export interface ProviderCapabilities {
  unit: Unit
  cancel: KindCapabilities
  /** Null: the provider has no partial void. */
  void: KindCapabilities | null
  /** True: `readRecord` works, so the admin can show the provider's figures. */
  has_record: boolean
}

/** What `prepare` found out before the call. */
export type Preparation =
  /** Go ahead. The baseline is stored, and handed to the send and the read. */
  | { type: "proceed"; baseline: unknown }
  /**
   * Nothing needs to be sent: this is the outcome. `unknown` puts it before a
   * person, with nothing sent: what was read has two explanations.
   */
  | { type: "settled"; outcome: Outcome }

/** Go ahead, with what tells this call's effect from others later. */
export const proceed = (baseline: unknown = null): Preparation => ({
  type: "proceed",
  baseline,
})

/** Nothing is sent: this is the outcome. */
export const settled = (outcome: Outcome): Preparation => ({
  type: "settled",
  outcome,
})

export interface RequestPreview {
  method: HttpMethod
  url: string
  body: unknown
}

/** What is shown of a request: its headers never are. */
export const previewOf = ({
  method,
  url,
  body = null,
}: ProviderRequest): RequestPreview => ({ method, url, body })

/**
 * The strategy for one provider. The core owns when a call is made, how often
 * and what follows from its outcome; a strategy owns how to say it to one API
 * and what that API's answers prove.
 *
 * A strategy is a Medusa module provider:
 *
 * ```ts
 * export default ModuleProvider("cancellation", { services: [MyProvider] })
 * ```
 *
 * Its constructor receives the container's cradle and its own options. No
 * method may throw for anything that a provider answers; what is thrown is
 * treated as an `unknown` outcome.
 *
 * @typeParam TOptions - the provider's own options, as validated
 */
export abstract class AbstractCancellationProvider<
  TOptions = Record<string, unknown>,
> {
  /** Names the kind of provider, e.g. `climes`. Mandatory. */
  static identifier: string

  /**
   * Called at boot, before the constructor. Throw an error whose message says
   * which option is wrong and what was expected, and never echo a value.
   */

  static validateOptions(options: Record<string, unknown>): void {}

  protected readonly options: TOptions

  constructor(_cradle: Record<string, unknown>, options: TOptions) {
    this.options = options
  }

  abstract readonly capabilities: ProviderCapabilities

  /**
   * The name of this strategy, for people and the admin.
   */
  get identifier(): string {
    return (this.constructor as typeof AbstractCancellationProvider).identifier
  }

  /**
   * Everything that has to be known before the call may leave: read the
   * remainder, look whether it is done already, log in. Makes no change at the
   * provider. Called for every send, within the lease.
   */
  prepare(
    call: CancellationCall,

    context: PrepareContext
  ): Promise<Preparation> {
    return Promise.resolve(proceed())
  }

  /** Cancels the provider order as a whole. */
  abstract cancel(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome>

  /** Voids a part: `call.amount`, or `call.items`. */
  void(call: CancellationCall, _context: SendContext): Promise<Outcome> {
    return Promise.resolve(
      rejected({
        code: "void_not_supported",
        message: `${this.identifier} can't void a part of order ${call.provider_order.external_id}: cancel it as a whole.`,
      })
    )
  }

  /**
   * Reads the provider's own record of a provider order. Needed where
   * `capabilities.has_record` or a kind's `readable` is true.
   */
  readRecord(
    order: ProviderOrderRef,

    context: CallContext
  ): Promise<RecordReading> {
    return Promise.resolve({
      type: "failed",
      error: {
        code: "no_record",
        message: `${this.identifier} has no record that can be read.`,
        provider_code: null,
        provider_message: null,
      },
    })
  }

  /**
   * Pure: looks for the effect of a call in the provider's record. Needed
   * where a kind's `readable` is true.
   */
  findEffect(
    call: CancellationCall,

    record: ProviderRecord,

    context: EffectContext
  ): Effect {
    return {
      type: "undecidable",
      reason: `${this.identifier} can't tell one call from another.`,
    }
  }

  /**
   * Pure: why this call can't be carried out, in words that a shop assistant
   * understands, or null. Called before anything is written; also validates
   * `call.details`.
   *
   * @param now - the pipeline's clock
   */

  refuse(call: CancellationCall, now: Date): string | null {
    return null
  }

  /** Pure: the request that would be sent. It is redacted before it is shown. */
  abstract preview(call: CancellationCall): RequestPreview

  /** Values that must never be seen: they are masked wherever they appear. */
  secrets(): string[] {
    return []
  }

  /**
   * Masks what is personal or secret in a body that is going to be stored or
   * shown. The default masks well-known names of fields.
   */
  redact(body: unknown): unknown {
    return redactEvidence(body)
  }

  /** Lets go of what the strategy holds. Called when the process shuts down. */
  close(): Promise<void> {
    return Promise.resolve()
  }
}
