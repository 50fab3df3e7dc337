import { CancellationCall, ProviderRecord } from "../../../../src/provider-kit"
import { Effected, RemoteOrder, overAlready, refusedAs } from "./order"

interface Waiting {
  call: CancellationCall
  is_shown: boolean
  /** A reader has seen it waiting, so it may be turned down. */
  was_seen: boolean
  verdict: "none" | "carried_out" | "turned_down"
}

/**
 * An order of item units. A call is taken, waits, and is carried out or turned
 * down. The record shows for each unit whether it is open, waits or is
 * cancelled, and never by whom. A void that was turned down looks done once the
 * whole order is cancelled.
 */
export class ItemOrder implements RemoteOrder {
  private state: "open" | "captured" | "expired" | "cancelled" = "open"
  private readonly cancelled = new Set<string>()
  private waiting: Waiting[] = []
  private voidedUnits = 0
  private taken = 0

  constructor(
    private readonly units: string[],
    private readonly onEffect: (call: CancellationCall) => void
  ) {}

  apply(call: CancellationCall, isAtOnce: boolean): Effected {
    if (this.state === "captured" || this.isOver) {
      return call.kind === "cancel" && this.state !== "captured"
        ? overAlready(this.state === "open" ? "cancelled" : this.state)
        : refusedAs(this.state)
    }
    if (isAtOnce) {
      this.carryOut(call)
      const units = unitsOf(call)
      return {
        type: "done",
        reference: null,
        statement: units
          ? `Units ${units.join(", ")} were cancelled.`
          : "It was cancelled.",
      }
    }
    // Every second call that is taken shows only a while later.
    const is_shown = ++this.taken % 2 === 1
    this.waiting.push({ call, is_shown, was_seen: is_shown, verdict: "none" })
    return { type: "taken", is_shown }
  }

  end(state: "captured" | "expired" | "cancelled"): void {
    if (this.state === "open" && !this.isOver) {
      this.state = state
      this.waiting = []
    }
  }

  /**
   * A call that nobody has seen waiting is carried out, or waits until somebody
   * has: a reader who never saw it can't tell a refusal from a delay.
   */
  decide(isCarriedOut: boolean): void {
    const first = this.waiting.find(({ verdict }) => verdict === "none")
    if (first) {
      first.verdict = isCarriedOut ? "carried_out" : "turned_down"
      first.is_shown = true
      this.enforce()
    }
  }

  wasSeenWaiting(cancellationId: string): void {
    this.waiting.forEach((each) => {
      each.was_seen ||= each.call.cancellation_id === cancellationId
    })
  }

  isWaiting(cancellationId: string): boolean {
    return this.waiting.some(
      ({ call }) => call.cancellation_id === cancellationId
    )
  }

  get isOver(): boolean {
    return (
      this.state === "cancelled" ||
      this.state === "expired" ||
      this.cancelled.size === this.units.length
    )
  }

  get isCancelled(): boolean {
    return (
      this.state === "cancelled" || this.cancelled.size === this.units.length
    )
  }

  get voided(): number {
    return this.voidedUnits
  }

  record(): ProviderRecord {
    this.enforce()
    const shown = this.waiting.filter(({ is_shown }) => is_shown)
    this.waiting.forEach((each) => {
      each.is_shown = true
    })
    const isCancelling = shown.some(({ call }) => call.kind === "cancel")
    const waits = new Set(shown.flatMap(({ call }) => unitsOf(call) ?? []))
    return {
      state: this.isOver ? "cancelled" : isCancelling ? "cancelling" : "open",
      status: this.isCancelled ? "cancelled" : this.state,
      total: null,
      remaining: null,
      voids: null,
      items: this.units.map((unit) => ({
        external_item_id: unit,
        state:
          this.state === "cancelled" || this.cancelled.has(unit)
            ? "cancelled"
            : isCancelling || waits.has(unit)
              ? "cancelling"
              : "open",
      })),
    }
  }

  private enforce(): void {
    for (const each of [...this.waiting]) {
      const isDue =
        each.verdict === "carried_out" ||
        (each.verdict === "turned_down" && each.was_seen)
      if (isDue && this.waiting.includes(each)) {
        this.waiting = this.waiting.filter((other) => other !== each)
        if (each.verdict === "carried_out") {
          this.carryOut(each.call)
        }
      }
    }
  }

  private carryOut(call: CancellationCall): void {
    const units = unitsOf(call)
    if (units) {
      units.forEach((unit) => this.cancelled.add(unit))
      this.voidedUnits += units.length
    } else {
      this.state = "cancelled"
      // What waited is pointless now.
      this.waiting = []
    }
    this.onEffect(call)
  }
}

/** Null: all of them. */
const unitsOf = (call: CancellationCall): string[] | null =>
  call.items?.flatMap(({ external_item_ids }) =>
    external_item_ids.map(String)
  ) ?? null
