import {
  AbstractCancellationProvider,
  CancellationCall,
  Effect,
  KindCapabilities,
  Outcome,
  Preparation,
  ProviderCapabilities,
  RecordReading,
  RequestPreview,
  Unit,
  accepted,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { error, failed, found } from "./made-up"
import { PROOF, RECORDED } from "../../src/provider-kit/__fixtures__/proof"

/** The answers to a call. "lost": no effect and no answer. */
export const ANSWERS = [
  "succeeded",
  "rejected",
  "retry",
  "unknown, done",
  "unknown, lost",
  "accepted",
  /** Taken, and shown as waiting to be decided. */
  "waiting",
] as const

export type Answer = (typeof ANSWERS)[number]

/** How the sending process may die. */
export const DEATHS = ["before it sent", "sent, done", "sent, lost"] as const

export type Death = (typeof DEATHS)[number]

export type ReadAnswer = "the truth" | "undecidable" | "failed"

/** What really happened at the provider, whatever anybody was told. */
export class Truth {
  /** How many times each void took effect. */
  readonly times = new Map<string, number>()
  /** Taken by the provider, and not settled. */
  readonly settling = new Map<string, CancellationCall>()
  /** How much each void took, in the unit. */
  readonly taken = new Map<string, number>()
  isCancelled = false

  /** What the provider will answer, in this order, and "retry" after that. */
  answers: Answer[] = []
  readAnswer: ReadAnswer = "the truth"

  isDone({ kind, id }: { kind: string; id: string }): boolean {
    return kind === "cancel" ? this.isCancelled : this.times.has(id)
  }

  isOpen({ kind, id }: { kind: string; id: string }): boolean {
    return !this.isDone({ kind, id }) && !this.settling.has(id)
  }

  carryOut(call: CancellationCall): void {
    const id = call.cancellation_id
    if (call.kind === "cancel") {
      this.isCancelled = true
      this.settling.clear()
      return
    }
    this.times.set(id, (this.times.get(id) ?? 0) + 1)
    this.taken.set(
      id,
      call.items
        ? call.items.reduce((sum, { quantity }) => sum + quantity, 0)
        : Number(call.amount)
    )
  }

  /** Settles what was accepted. */
  settle(isCarriedOut: boolean): void {
    const [first] = this.settling
    if (first) {
      this.settling.delete(first[0])
      if (isCarriedOut) {
        this.carryOut(first[1])
      }
    }
  }

  sum(): number {
    return [...this.taken.values()].reduce((total, each) => total + each, 0)
  }
}

export interface Abilities {
  unit: Unit
  cancel: KindCapabilities
  void: KindCapabilities
}

/**
 * A provider that does what it is asked as often as it is asked, as the real
 * ones do, unless it says that repeating is harmless.
 */
export class RememberingProvider extends AbstractCancellationProvider {
  static override identifier = "remembering"

  /** Wakes up the calls of a process that was taken for dead. */
  readonly sleeping: (() => void)[] = []

  /** Resolves when a call sleeps. */
  readonly asleep: Promise<void>
  private fallAsleep: () => void = () => undefined

  constructor(
    private readonly truth: Truth,
    private readonly abilities: Abilities,
    private death: Death | null = null
  ) {
    super({}, {})
    this.asleep = new Promise((resolve) => {
      this.fallAsleep = resolve
    })
  }

  get capabilities(): ProviderCapabilities {
    return { ...this.abilities, has_record: true }
  }

  override async prepare(): Promise<Preparation> {
    if (this.death === "before it sent") {
      await this.sleep()
      this.death = null
    }
    return { type: "proceed", baseline: null }
  }

  cancel(call: CancellationCall): Promise<Outcome> {
    return this.carryOut(call)
  }

  override void(call: CancellationCall): Promise<Outcome> {
    return this.carryOut(call)
  }

  override readRecord(): Promise<RecordReading> {
    return Promise.resolve(
      this.truth.readAnswer === "failed"
        ? failed()
        : found({ state: this.truth.isCancelled ? "cancelled" : "open" })
    )
  }

  override findEffect(call: CancellationCall): Effect {
    const id = call.cancellation_id
    if (this.truth.readAnswer === "undecidable") {
      return { type: "undecidable", reason: "two look alike" }
    }
    // A record of items shows which are cancelled, and never by whom.
    const looksDone = this.abilities.unit === "item" && this.truth.isCancelled
    if (looksDone || this.truth.isDone({ kind: call.kind, id })) {
      return { type: "applied", proof: RECORDED, reference: id }
    }
    return { type: this.truth.settling.has(id) ? "settling" : "absent" }
  }

  preview(): RequestPreview {
    return { method: "POST", url: "https://remembering.example", body: null }
  }

  private async carryOut(call: CancellationCall): Promise<Outcome> {
    const { truth } = this
    const id = call.cancellation_id
    const isRepeated =
      this.abilities[call.kind].harmless_to_repeat &&
      truth.isDone({ kind: call.kind, id })
    const isTooLate = truth.isCancelled || isRepeated

    if (this.death) {
      const isDone = this.death === "sent, done" && !isTooLate
      if (isDone) {
        truth.carryOut(call)
      }
      await this.sleep()
      return isDone
        ? succeeded({ proof: PROOF, reference: id })
        : unknown(error)
    }

    const answer = truth.answers.shift() ?? "retry"
    if (answer === "retry") {
      return retry(error)
    }
    if (answer.startsWith("unknown")) {
      if (answer === "unknown, done" && !isTooLate) {
        truth.carryOut(call)
      }
      return unknown(error)
    }
    if (isRepeated || (truth.isCancelled && call.kind === "cancel")) {
      return alreadyDone({ proof: PROOF })
    }
    if (answer === "rejected" || truth.isCancelled) {
      return rejected(error)
    }
    if (answer === "accepted" || answer === "waiting") {
      truth.settling.set(id, call)
      return answer === "waiting" ? accepted({ is_waiting: true }) : accepted()
    }
    truth.carryOut(call)
    return succeeded({ proof: PROOF, reference: id })
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.sleeping.push(resolve)
      this.fallAsleep()
    })
  }
}
