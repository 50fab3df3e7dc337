import {
  AbstractCancellationProvider,
  CancellationCall,
  Effect,
  EffectContext,
  Outcome,
  Preparation,
  PrepareContext,
  ProviderCapabilities,
  ProviderOrderRef,
  ProviderRecord,
  RecordReading,
  RequestPreview,
  retry,
} from "../../../../src/provider-kit"
import { failed } from "../../../support/made-up"
import { Look, Manners } from "../history"
import { oddPreparation, oddReading } from "../remote/nonsense"
import { HANGS, Remote } from "../remote/remote"

/** The process in which a provider's code runs. */
export interface Host {
  /** An await point, where the process may die. */
  point(): Promise<void>
  /** The call stands still for this long. */
  standStill(ms: number): Promise<void>
  /** The call never returns. */
  hang(): Promise<never>
  /** It begins to prepare a call. Returns how that goes. */
  prepares(): Promise<Look>
  nextRead(): Look
  /** A call leaves for the provider. */
  sends(call: CancellationCall): Promise<void>
  /** The provider has answered. What happens here comes before it is heard. */
  answered(call: CancellationCall, outcome: Outcome): Promise<void>
}

/** The provider's code for the {@link Remote}, as one process runs it. */
export class RemoteProvider extends AbstractCancellationProvider {
  static override identifier = "remote"

  constructor(
    private readonly remote: Remote,
    private readonly host: Host,
    private readonly manners: Manners
  ) {
    super({}, {})
  }

  get capabilities(): ProviderCapabilities {
    return this.remote.capabilities
  }

  override async prepare(
    call: CancellationCall,
    context: PrepareContext
  ): Promise<Preparation> {
    await this.host.point()
    const look = await this.host.prepares()
    if (look.type === "fails") {
      return {
        type: "settled",
        outcome: retry({ code: "timeout", message: "The read failed." }),
      }
    }
    if (look.type === "nonsense") {
      this.remote.noteMisread(call.provider_order.external_id)
      return oddPreparation(look.which)
    }
    await this.suffer(look)
    const preparation = this.remote.prepare(call, context)
    await this.host.point()
    return preparation
  }

  cancel(call: CancellationCall): Promise<Outcome> {
    return this.send(call)
  }

  override void(call: CancellationCall): Promise<Outcome> {
    return this.send(call)
  }

  override async readRecord(order: ProviderOrderRef): Promise<RecordReading> {
    await this.host.point()
    const look = this.host.nextRead()
    if (look.type === "fails") {
      return failed({ code: "timeout", message: "The read failed." })
    }
    if (look.type === "nonsense") {
      this.remote.noteMisread(order.external_id)
      return oddReading(look.which)
    }
    await this.suffer(look)
    const reading = this.remote.read(order.external_id)
    await this.host.point()
    return reading
  }

  override findEffect(
    call: CancellationCall,
    record: ProviderRecord,
    context: EffectContext
  ): Effect {
    return this.remote.findEffect(call, record, context)
  }

  preview(call: CancellationCall): RequestPreview {
    if (this.manners === "preview_throws") {
      throw new Error("a mistake of the strategy's")
    }
    return {
      method: "POST",
      url: `https://remote.example/${call.provider_order.external_id}`,
      body: { amount: call.amount },
    }
  }

  override redact(body: unknown): unknown {
    if (this.manners === "redact_throws") {
      throw new Error("a mistake of the strategy's")
    }
    return super.redact(body)
  }

  private async send(call: CancellationCall): Promise<Outcome> {
    await this.host.point()
    await this.host.sends(call)
    const outcome = this.remote.send(call)
    if (outcome === HANGS) {
      return this.host.hang()
    }
    await this.host.answered(call, outcome)
    await this.host.point()
    return outcome
  }

  private async suffer(look: Look): Promise<void> {
    switch (look.type) {
      case "slow":
        return this.host.standStill(look.ms)
      case "hangs":
        return this.host.hang()
      case "throws":
        throw new Error("a mistake of the strategy's")
      case "fine":
      case "fails":
      case "nonsense":
        return
    }
  }
}

/** Another provider of the same store, which nobody uses. */
export class Bystander extends AbstractCancellationProvider {
  static override identifier = "bystander"

  constructor(private readonly manners: Manners) {
    super({}, {})
  }

  readonly capabilities: ProviderCapabilities = {
    unit: "none",
    cancel: { harmless_to_repeat: false, readable: false },
    void: null,
    has_record: false,
  }

  cancel(): Promise<Outcome> {
    throw new Error("nobody asks it to")
  }

  preview(): RequestPreview {
    return { method: "POST", url: "https://bystander.example", body: null }
  }

  override secrets(): string[] {
    switch (this.manners) {
      case "secrets_throw":
        throw new Error("a mistake of the strategy's")
      case "secrets_odd":
        return [undefined, 7, ""] as unknown as string[]
      default:
        return []
    }
  }
}
