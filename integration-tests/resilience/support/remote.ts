import {
  CancellationCall,
  Effect,
  EffectContext,
  Outcome,
  Preparation,
  RecordReading,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../src/provider-kit"
import { VirtualClock } from "../../support/virtual-clock"
import { PROOF, RECORDED } from "../../../src/provider-kit/__fixtures__/proof"

/** How one call goes wrong, or not. */
export type Fault =
  | "none"
  | "refused_connection"
  | "throttled"
  | "lost_before_effect"
  | "lost_after_effect"
  /** The connection is lost, and the effect lands seconds later. */
  | "effect_lands_late"
  | "malformed_answer"
  | "rejects"

/**
 * What kind of provider it is: decides what the core may do. At a `lenient` one
 * a cancel may be repeated and be read back, and a void neither.
 */
export type Kind = "readable" | "harmless" | "lenient" | "blind"

interface RemoteVoid {
  id: string
  amount: number
}

interface Remembered {
  cancellation_id: string
  kind: "cancel" | "void"
  /** What lands for one call is applied once, whenever it lands. */
  at: number
}

const lost = unknown({ code: "connection_lost", message: "It broke off." })

/** A provider's side: its state, and every effect that it ever had. */
export class Remote {
  readonly effects: Remembered[] = []
  private readonly orders = new Map<
    string,
    { total: number; voids: RemoteVoid[]; cancelled: boolean }
  >()
  private late: { at: number; call: CancellationCall }[] = []
  private faults: Fault[] = []
  private lateness: number[] = []
  private readFails = false
  private nextId = 1

  constructor(
    readonly kind: Kind,
    private readonly clock: VirtualClock
  ) {}

  create(externalId: string, total: number): void {
    this.orders.set(externalId, { total, voids: [], cancelled: false })
  }

  /** The next calls go like this, in their order. */
  script(faults: Fault[], lateness: number[], readFails: boolean): void {
    this.faults = [...faults]
    this.lateness = [...lateness]
    this.readFails = readFails
  }

  effectsOf(cancellationId: string): number {
    this.land()
    return this.effects.filter(
      ({ cancellation_id }) => cancellation_id === cancellationId
    ).length
  }

  isCancelled(externalId: string): boolean {
    this.land()
    return this.order(externalId).cancelled
  }

  voided(externalId: string): number {
    this.land()
    return this.order(externalId).voids.reduce(
      (sum, { amount }) => sum + amount,
      0
    )
  }

  prepare(call: CancellationCall): Promise<Preparation> {
    if (this.kind !== "readable") {
      return Promise.resolve({ type: "proceed", baseline: null })
    }
    this.land()
    if (this.readFails) {
      return Promise.resolve({
        type: "settled",
        outcome: retry({ code: "timeout", message: "The read failed." }),
      })
    }
    const order = this.order(call.provider_order.external_id)
    if (order.cancelled) {
      return Promise.resolve({
        type: "settled",
        outcome:
          call.kind === "cancel"
            ? alreadyDone({ proof: PROOF })
            : rejected({ code: "cancelled", message: "It is cancelled." }),
      })
    }
    return Promise.resolve({
      type: "proceed",
      baseline: { ids: order.voids.map(({ id }) => id) },
    })
  }

  send(call: CancellationCall): Promise<Outcome> {
    this.land()
    const fault = this.faults.shift() ?? "none"
    switch (fault) {
      case "refused_connection":
        return Promise.resolve(
          retry({ code: "connection_failed", message: "Nobody is there." })
        )
      case "throttled":
        return Promise.resolve(
          retry(
            { code: "throttled", message: "Fewer, please." },
            { retry_after_ms: 2_000 }
          )
        )
      case "lost_before_effect":
        return Promise.resolve(lost)
      case "lost_after_effect":
        this.apply(call)
        return Promise.resolve(lost)
      case "malformed_answer":
        this.apply(call)
        return Promise.resolve(
          unknown({ code: "answer_unreadable", message: "What was that?" })
        )
      case "effect_lands_late":
        this.late.push({
          at: this.clock.monotonic() + (this.lateness.shift() ?? 20_000),
          call,
        })
        return Promise.resolve(lost)
      case "rejects":
        // A provider that has done it doesn't say that it won't.
        return Promise.resolve(
          this.effectsOf(call.cancellation_id) > 0
            ? alreadyDone({ proof: PROOF })
            : rejected({ code: "refused", message: "No." })
        )
      case "none":
        return Promise.resolve(this.apply(call))
    }
  }

  read(externalId: string): Promise<RecordReading> {
    this.land()
    if (this.readFails) {
      return Promise.resolve({
        type: "failed",
        error: {
          code: "timeout",
          message: "The read failed.",
          provider_code: null,
          provider_message: null,
        },
      })
    }
    const order = this.order(externalId)
    return Promise.resolve({
      type: "found",
      record: {
        state: order.cancelled ? "cancelled" : "open",
        status: null,
        total: String(order.total),
        remaining: null,
        voids: order.voids.map(({ id, amount }) => ({
          id,
          amount: String(amount),
          created_at: null,
        })),
        items: null,
      },
    })
  }

  findEffect(call: CancellationCall, context: EffectContext): Effect {
    const order = this.order(call.provider_order.external_id)
    if (call.kind === "cancel") {
      return order.cancelled
        ? { type: "applied", proof: RECORDED }
        : { type: "absent" }
    }
    const before = (context.baseline as { ids: string[] } | null)?.ids
    if (!before) {
      return { type: "undecidable", reason: "Nothing was read before." }
    }
    const mine = order.voids.find(
      ({ id, amount }) =>
        amount === Number(call.amount) &&
        !before.includes(id) &&
        !context.owned_references.includes(id)
    )
    return mine
      ? { type: "applied", proof: RECORDED, reference: mine.id }
      : { type: "absent" }
  }

  /** Effects that were under way arrive, once their time has come. */
  land(): void {
    const now = this.clock.monotonic()
    const due = this.late.filter(({ at }) => at <= now)
    this.late = this.late.filter(({ at }) => at > now)
    for (const { call } of due) {
      this.apply(call)
    }
  }

  private order(externalId: string): {
    total: number
    voids: RemoteVoid[]
    cancelled: boolean
  } {
    const order = this.orders.get(externalId)
    if (!order) {
      throw new Error(`the remote has no order ${externalId}`)
    }
    return order
  }

  private apply(call: CancellationCall): Outcome {
    const order = this.order(call.provider_order.external_id)
    if (call.kind === "cancel") {
      if (order.cancelled) {
        return alreadyDone({ proof: PROOF })
      }
      order.cancelled = true
      this.remember(call)
      return succeeded({ proof: PROOF })
    }
    if (order.cancelled) {
      return rejected({ code: "cancelled", message: "It is cancelled." })
    }
    const id = `void_${this.nextId++}`
    order.voids.push({ id, amount: Number(call.amount) })
    this.remember(call)
    return succeeded({ proof: PROOF, reference: id })
  }

  private remember(call: CancellationCall): void {
    this.effects.push({
      cancellation_id: call.cancellation_id,
      kind: call.kind,
      at: this.clock.monotonic(),
    })
  }
}
