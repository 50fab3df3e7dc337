import {
  CallContext,
  CancellationCall,
  PrepareContext,
  ReadContext,
  SendContext,
} from "./call"
import { ProviderOrderRef } from "./call"
import { ProviderCheck } from "./check"
import { HttpMethod, ProviderRequest } from "./http/exchange"
import { Outcome, rejected } from "./outcome"
import { Effect, EffectContext, ProviderRecord, RecordReading } from "./record"
import { redactEvidence } from "./redact"
import { Unit } from "./unit"

/** What the core may do about a call whose outcome is unknown. */
export interface KindCapabilities {
  /**
   * True: sending it again changes nothing more, so after an unknown outcome it
   * is tried again. Say true only where the provider's document or the nature
   * of the call (it sets a status) supports it.
   */
  harmless_to_repeat: boolean
  /**
   * True, where a call is harmless to repeat: the answer to a repeated call is
   * read just like the first one's. It depends on neither `may_have_been_sent`
   * nor a baseline, and `prepare` calls no API. That the call may leave is then
   * written down when it is claimed, and not once more just before it leaves,
   * which is quicker. If its process dies, it is sent again, even if it never
   * left. Left out: false.
   */
  repeats_alike?: boolean
  /** True: `readRecord` and `findEffect` can tell whether it was applied. */
  readable: boolean
}

export interface ProviderCapabilities {
  unit: Unit
  cancel: KindCapabilities
  /** Null: the provider has no partial voids. */
  void: KindCapabilities | null
  /** True: `readRecord` works, so the admin can show the provider's figures. */
  has_record: boolean
  /**
   * True: the provider knows an order and its line items by Medusa's own ids.
   * Every order then has a counterpart, unless `externalIdFrom` says otherwise,
   * and no ids of items have to be registered.
   */
  uses_medusa_ids?: boolean
}

/** What `prepare` found before the call. */
export type Preparation =
  /** Send. The baseline is stored, and given to the send and the read. */
  | { type: "proceed"; baseline: unknown }
  /**
   * Send nothing, because this is the outcome. `unknown` puts it before a
   * person: what was read has two explanations.
   */
  | { type: "settled"; outcome: Outcome }

/** Send. The baseline later tells this call's effect from others. */
export const proceed = (baseline: unknown = null): Preparation => ({
  type: "proceed",
  baseline,
})

/** Send nothing, because this is the outcome. */
export const settled = (outcome: Outcome): Preparation => ({
  type: "settled",
  outcome,
})

export interface RequestPreview {
  method: HttpMethod
  url: string
  body: unknown
}

/** What is shown of a request. Its headers never are. */
export const previewOf = ({
  method,
  url,
  body = null,
}: ProviderRequest): RequestPreview => ({ method, url, body })

/**
 * The code of one provider, which comments also call the strategy. The core
 * owns when a call is made, how often, and what follows from its outcome. A
 * strategy owns how to say it to one API, and what that API's answers prove.
 *
 * A strategy is a Medusa module provider:
 *
 * ```ts
 * export default ModuleProvider("cancellation", { services: [MyProvider] })
 * ```
 *
 * Its constructor receives the container's cradle and its own options. No
 * method may throw for anything that a provider answers. An error that is
 * thrown is treated as an `unknown` outcome.
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
   * which option is wrong and what was expected. Never repeat a value.
   */

  static validateOptions(options: Record<string, unknown>): void {}

  protected readonly options: TOptions

  constructor(_cradle: Record<string, unknown>, options: TOptions) {
    this.options = options
  }

  abstract readonly capabilities: ProviderCapabilities

  /** The name of this strategy, for people and the admin. */
  get identifier(): string {
    return (this.constructor as typeof AbstractCancellationProvider).identifier
  }

  /**
   * Finds everything that has to be known before the call may leave: reads the
   * remainder, looks whether it is done already, logs in. It changes nothing at
   * the provider. It is called before every send, within the lease, and for a
   * preview, after which nothing is sent.
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
   * Reads the provider's own record of a provider order. It is needed where
   * `capabilities.has_record` or a kind's `readable` is true. Where the context
   * has a call, only what shows whether that call was carried out is needed.
   */
  readRecord(
    order: ProviderOrderRef,

    context: ReadContext
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
   * Pure: looks for the effect of a call in the provider's record. It is needed
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
   * Pure: says why this call can't be carried out, in words that a shop
   * assistant understands, or null. It is called before anything is written,
   * and also validates `call.details`.
   *
   * @param now - the pipeline's clock
   */

  refuse(call: CancellationCall, now: Date): string | null {
    return null
  }

  /**
   * Finds out whether the provider accepts the credentials, for a person who
   * asks. It changes nothing at the provider. Null: it can't be found out.
   */
  check(context: CallContext): Promise<ProviderCheck | null> {
    return Promise.resolve(null)
  }

  /** Pure: the request that would be sent. It is masked before it is shown. */
  abstract preview(call: CancellationCall): RequestPreview

  /** Values that must never be seen. They are masked wherever they appear. */
  secrets(): string[] {
    return []
  }

  /**
   * Masks what is personal or secret in a body that will be stored or shown.
   * The default masks well-known names of fields.
   */
  redact(body: unknown): unknown {
    return redactEvidence(body)
  }

  /** Releases what the strategy holds. It is called at shutdown. */
  close(): Promise<void> {
    return Promise.resolve()
  }
}
