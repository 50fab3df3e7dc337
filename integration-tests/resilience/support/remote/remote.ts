import {
  CancellationCall,
  Effect,
  EffectContext,
  Outcome,
  Preparation,
  PrepareContext,
  ProviderCapabilities,
  ProviderRecord,
  RecordReading,
  accepted,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../../src/provider-kit"
import { VirtualClock } from "../../../support/virtual-clock"
import { Fault, Kind, RemoteEvent } from "../history"
import { AmountOrder } from "./amount-order"
import { ItemOrder } from "./item-order"
import { nonsense, oddRetry, oddSuccess } from "./nonsense"
import { Effected, RemoteOrder } from "./order"
import { effectIn } from "./proofs"

/** Stands for an answer that never comes. */
export const HANGS = Symbol("hangs")

const lost = unknown({ code: "connection_lost", message: "It broke off." })

/** Whether a call may be repeated, and whether its effect can be read. */
const CAN = {
  readable: { cancel: [false, true], void: [false, true] },
  harmless: { cancel: [true, false], void: [false, false] },
  // Only a cancel sets a status. A repeated void voids again.
  lenient: { cancel: [true, true], void: [false, false] },
  blind: { cancel: [false, false], void: [false, false] },
  settles: { cancel: [false, true], void: [false, true] },
} as const satisfies Record<Kind, Record<string, readonly [boolean, boolean]>>

const capabilitiesOf = (kind: Kind): ProviderCapabilities => {
  const [cancel, part] = (["cancel", "void"] as const).map((each) => {
    const [harmless_to_repeat, readable] = CAN[kind][each]
    return {
      harmless_to_repeat,
      readable,
      // Of the two kinds that are harmless, one is marked by its claim.
      ...(kind === "harmless" && harmless_to_repeat && { repeats_alike: true }),
    }
  })
  return {
    unit: kind === "settles" ? "item" : "currency",
    cancel: cancel as ProviderCapabilities["cancel"],
    void: part as ProviderCapabilities["void"],
    has_record: true,
  }
}

/**
 * A provider's side: its state, every effect that it ever had, and what it
 * said. All processes ask this one.
 */
export class Remote {
  readonly capabilities: ProviderCapabilities
  /** The cancellations that had an effect, once for each effect. */
  readonly effects: string[] = []
  private readonly orders = new Map<string, RemoteOrder>()
  private readonly endings = new Map<string, Set<RemoteEvent>>()
  /** Refunds whose void others made here. */
  private readonly madeThere = new Set<string>()
  private readonly refused = new Set<string>()
  private readonly ambiguous = new Set<string>()
  private readonly misread = new Set<string>()
  private late: { at: number; reads: number; call: CancellationCall }[] = []
  private faults: Fault[] = []
  private lateness: number[] = []
  private nextVoid = 1
  private oddities = 0

  /**
   * @param landsByReads - whether a late effect lands by its second read at the
   * latest: where clocks differ, that read may come at any time
   */
  constructor(
    readonly kind: Kind,
    private readonly clock: VirtualClock,
    private readonly landsByReads: boolean
  ) {
    this.capabilities = capabilitiesOf(kind)
  }

  create(externalId: string, total: number, units: string[]): void {
    const onEffect = ({ cancellation_id }: CancellationCall): void => {
      this.effects.push(cancellation_id)
    }
    this.orders.set(
      externalId,
      this.kind === "settles"
        ? new ItemOrder(units, onEffect)
        : new AmountOrder(total, onEffect, () => `void_${this.nextVoid++}`)
    )
  }

  /** The next calls go like this, in order. */
  script(faults: Fault[], lateness: number[]): void {
    this.faults = [...faults]
    this.lateness = [...lateness]
  }

  happens(externalId: string, event: RemoteEvent): void {
    this.land()
    const order = this.order(externalId)
    if (!order.isOver) {
      order.end(event === "cancelled_there" ? "cancelled" : event)
      const seen = this.endings.get(externalId) ?? new Set()
      this.endings.set(externalId, seen.add(event))
    }
  }

  /** Whether somebody outside of the ledger ended it. */
  wasEnded(externalId: string): boolean {
    return this.endings.has(externalId)
  }

  decide(externalId: string, isCarriedOut: boolean): void {
    this.order(externalId).decide(isCarriedOut)
  }

  /** Somebody refunds here as well as in the store. */
  voidThere(externalId: string, amount: number): void {
    const order = this.order(externalId)
    if (order instanceof AmountOrder) {
      order.voidThere(amount)
    }
  }

  /** Whether the refund behind this cancellation was made here already. */
  isMadeThere(cancellationId: string): boolean {
    return this.madeThere.has(cancellationId)
  }

  noteMadeThere(cancellationId: string): void {
    this.madeThere.add(cancellationId)
  }

  effectsOf(cancellationId: string): number {
    this.land()
    return this.effects.filter((id) => id === cancellationId).length
  }

  /** Whether what this cancellation should do is so, whoever did it. */
  isSo(row: { id: string; kind: string; external_id: string }): boolean {
    this.land()
    return row.kind === "cancel"
      ? this.order(row.external_id).isOver
      : this.effectsOf(row.id) > 0 || this.isMadeThere(row.id)
  }

  isOver(externalId: string): boolean {
    return this.order(externalId).isOver
  }

  isCancelled(externalId: string): boolean {
    return this.order(externalId).isCancelled
  }

  voided(externalId: string): number {
    this.land()
    return this.order(externalId).voided
  }

  isWaiting(row: { id: string; external_id: string }): boolean {
    return this.order(row.external_id).isWaiting(row.id)
  }

  /** Notes that the provider's code misread this order. */
  noteMisread(externalId: string): void {
    this.misread.add(externalId)
  }

  wasMisread(externalId: string): boolean {
    return this.misread.has(externalId)
  }

  /** Whether what was read before a call had two explanations. */
  wasAmbiguous(cancellationId: string): boolean {
    return this.ambiguous.has(cancellationId)
  }

  referenceOf(row: { id: string; external_id: string }): string | null {
    const order = this.order(row.external_id)
    return order instanceof AmountOrder ? order.referenceOf(row.id) : null
  }

  prepare(
    call: CancellationCall,
    { owned_references }: Pick<PrepareContext, "owned_references">
  ): Preparation {
    if (this.kind !== "readable") {
      return { type: "proceed", baseline: null }
    }
    const shown = this.look(call.provider_order.external_id)
    if (shown.state === "cancelled" || shown.status === "captured") {
      return {
        type: "settled",
        outcome: this.told(
          this.order(call.provider_order.external_id).apply(call, false)
        ),
      }
    }
    const voids = shown.voids ?? []
    const looksLikeIt = voids.some(
      ({ id, amount }) =>
        Number(amount) === Number(call.amount) && !owned_references.includes(id)
    )
    if (
      call.source === "payment_refunded" &&
      !call.is_confirmed_not_applied &&
      looksLikeIt
    ) {
      this.ambiguous.add(call.cancellation_id)
      return {
        type: "settled",
        outcome: unknown({
          code: "perhaps_voided_already",
          message: "There is a void of this amount that isn't ours.",
        }),
      }
    }
    return {
      type: "proceed",
      baseline: { ids: voids.map(({ id }) => id) },
    }
  }

  /**
   * The provider's code's answer to one call.
   *
   * @throws by mistake, where that is the fault
   */
  send(call: CancellationCall): Outcome | typeof HANGS {
    this.land()
    const fault = this.faults.shift() ?? "none"
    switch (fault) {
      case "none":
      case "at_once":
        return this.told(this.apply(call, fault === "at_once"))
      case "refused_connection":
        return retry({ code: "connection_failed", message: "Nobody is there." })
      case "throttled":
        return retry(
          { code: "throttled", message: "Fewer, please." },
          { retry_after_ms: 2_000 }
        )
      case "lost_before_effect":
        return lost
      case "lost_after_effect":
        this.apply(call, false)
        return lost
      case "malformed_answer":
        this.apply(call, false)
        return unknown({ code: "answer_unreadable", message: "What was that?" })
      case "effect_lands_late":
        this.late.push({
          at: this.clock.monotonic() + (this.lateness.shift() ?? 20_000),
          reads: 0,
          call,
        })
        return lost
      case "rejects":
        return this.rejects(call)
      case "hangs_before_effect":
        return HANGS
      case "hangs_after_effect":
        this.apply(call, false)
        return HANGS
      case "throws_before_effect":
        throw new Error("a mistake of the strategy's")
      case "throws_after_effect":
        this.apply(call, false)
        throw new Error("a mistake of the strategy's")
      case "nonsense_before_effect":
        return this.oddities++ % 3 === 0
          ? oddRetry(this.oddities)
          : nonsense(this.oddities)
      case "nonsense_after_effect":
        this.apply(call, false)
        return nonsense(this.oddities++)
      case "odd_success": {
        const effected = this.apply(call, true)
        return effected.type === "done"
          ? oddSuccess(this.oddities++, effected.reference, effected.statement)
          : this.told(effected)
      }
    }
  }

  read(externalId: string): RecordReading {
    return { type: "found", record: this.look(externalId) }
  }

  findEffect(
    call: CancellationCall,
    record: ProviderRecord,
    context: EffectContext
  ): Effect {
    const effect = effectIn(call, record, context)
    if (effect.type === "settling") {
      this.order(call.provider_order.external_id).wasSeenWaiting(
        call.cancellation_id
      )
    }
    return effect
  }

  /** Late effects happen once their time has come. */
  land(): void {
    const now = this.clock.monotonic()
    this.landThose(({ at }) => at <= now)
  }

  private look(externalId: string): ProviderRecord {
    this.land()
    if (this.landsByReads) {
      const isHere = (call: CancellationCall): boolean =>
        call.provider_order.external_id === externalId
      this.landThose(({ reads, call }) => reads > 0 && isHere(call))
      this.late.forEach((each) => {
        each.reads += isHere(each.call) ? 1 : 0
      })
    }
    return this.order(externalId).record()
  }

  private landThose(
    isDue: (each: (typeof this.late)[number]) => boolean
  ): void {
    const due = this.late.filter(isDue)
    this.late = this.late.filter((each) => !due.includes(each))
    due.forEach(({ call }) => this.apply(call, false))
  }

  /** A provider that has done it doesn't refuse it. */
  private rejects(call: CancellationCall): Outcome {
    const id = call.cancellation_id
    if (this.order(call.provider_order.external_id).isWaiting(id)) {
      return accepted()
    }
    return this.effectsOf(id) > 0
      ? alreadyDone({
          proof: { by: "record", statement: "The record has this call." },
        })
      : rejected({ code: "refused", message: "No." })
  }

  private apply(call: CancellationCall, isAtOnce: boolean): Effected {
    return this.order(call.provider_order.external_id).apply(call, isAtOnce)
  }

  private told(effected: Effected): Outcome {
    switch (effected.type) {
      case "done":
        return succeeded({
          reference: effected.reference,
          proof: { by: "answer", statement: effected.statement },
        })
      case "taken":
        return accepted(effected.is_shown ? { is_waiting: true } : {})
      case "done_already":
        return alreadyDone({ proof: effected.proof })
      case "refused":
        return rejected({ code: effected.code, message: effected.message })
    }
  }

  private order(externalId: string): RemoteOrder {
    const order = this.orders.get(externalId)
    if (!order) {
      throw new Error(`the remote has no order ${externalId}`)
    }
    return order
  }
}
