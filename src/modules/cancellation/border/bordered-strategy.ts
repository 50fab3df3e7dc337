import {
  AbstractCancellationProvider,
  CallContext,
  CancellationCall,
  Effect,
  EffectContext,
  Outcome,
  Preparation,
  PrepareContext,
  ProviderCapabilities,
  ProviderCheck,
  ProviderOrderRef,
  ProviderRecord,
  ReadContext,
  RecordReading,
  RequestPreview,
  SendContext,
} from "../../../provider-kit"
import { capabilitiesOf } from "./capabilities"
import { checkOf } from "./check"
import {
  Complain,
  MistakeInStrategy,
  TEXT_LIMIT,
  fieldsOf,
  isAbsent,
  textOf,
} from "./given"
import { outcomeOf } from "./outcome"
import { Mask, Owned } from "./owned"
import { preparationOf } from "./preparation"
import { effectOf, readingOf } from "./record"

/**
 * A strategy as the rest of the plugin knows it. What a strategy returns is
 * input: it is checked and cut here, once, and unusable values become
 * `unknown`, or nothing, with a complaint. Errors that it throws are passed on,
 * because their meaning depends on whether something was sent.
 */
export class BorderedStrategy extends AbstractCancellationProvider {
  readonly capabilities: ProviderCapabilities
  private known: string[] = []

  /** @throws if the capabilities make no sense */
  constructor(
    private readonly inner: AbstractCancellationProvider,
    private readonly complain: Complain,
    private readonly mask: Mask
  ) {
    super({}, {})
    this.capabilities = capabilitiesOf(inner.capabilities)
  }

  override get identifier(): string {
    return this.inner.identifier
  }

  override async prepare(
    call: CancellationCall,
    context: PrepareContext
  ): Promise<Preparation> {
    const owned = new Owned(context.owned_references, this.mask)
    const given: unknown = await this.inner.prepare(call, {
      ...context,
      http: owned.readThrough(context.http),
      owned_references: owned.references,
    })
    return preparationOf(given, this.identifier, this.complain)
  }

  override async cancel(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const given: unknown = await this.inner.cancel(call, context)
    return outcomeOf(given, this.identifier, this.complain)
  }

  override async void(
    call: CancellationCall,
    context: SendContext
  ): Promise<Outcome> {
    const given: unknown = await this.inner.void(call, context)
    return outcomeOf(given, this.identifier, this.complain)
  }

  override async readRecord(
    order: ProviderOrderRef,
    context: ReadContext
  ): Promise<RecordReading> {
    const given: unknown = await this.inner.readRecord(order, context)
    return readingOf(given, this.identifier, this.complain)
  }

  override async check(context: CallContext): Promise<ProviderCheck | null> {
    const given: unknown = await this.inner.check(context)
    return checkOf(given, this.identifier, this.complain)
  }

  override findEffect(
    call: CancellationCall,
    record: ProviderRecord,
    context: EffectContext
  ): Effect {
    const owned = new Owned(context.owned_references, this.mask)
    const given: unknown = this.inner.findEffect(call, record, {
      ...context,
      owned_references: owned.shownIn(record).references,
    })
    return effectOf(given, this.identifier, this.complain)
  }

  override refuse(call: CancellationCall, now: Date): string | null {
    const given: unknown = this.inner.refuse(call, now)
    if (isAbsent(given) || given === "") {
      return null
    }
    const message = textOf(given, TEXT_LIMIT)
    if (message === null) {
      this.complain("it refuses a call without a reason in words")
    }
    return message ?? `${this.identifier} refuses this, and doesn't say why.`
  }

  preview(call: CancellationCall): RequestPreview {
    const given: unknown = this.inner.preview(call)
    const { method, url, body } = fieldsOf(given)
    if (typeof method !== "string" || typeof url !== "string") {
      throw new MistakeInStrategy("Its preview is no request.")
    }
    return { method: method as RequestPreview["method"], url, body }
  }

  /**
   * The secrets that the strategy tells. If it fails to tell them, those that
   * it told before: a former secret is still a secret.
   */
  override secrets(): string[] {
    try {
      const given: unknown = this.inner.secrets()
      const all: unknown[] = Array.isArray(given) ? given : []
      this.known = all.filter(
        (secret): secret is string =>
          typeof secret === "string" && secret !== ""
      )
      if (!Array.isArray(given) || this.known.length < all.length) {
        this.complain(
          "secrets() gives what is no text, so that is not masked where it appears"
        )
      }
    } catch {
      this.complain(
        "secrets() throws, so those that it knows by now are not masked where they appear"
      )
    }
    return this.known
  }

  override redact(body: unknown): unknown {
    return this.inner.redact(body)
  }

  override close(): Promise<void> {
    return this.inner.close()
  }
}
