import { CancellationCall, ProviderRecord } from "../../../../src/provider-kit"
import { Effected, RemoteOrder, overAlready, refusedAs } from "./order"

interface RemoteVoid {
  id: string
  amount: number
  /** Null: somebody else made it at the provider. */
  cancellation_id: string | null
}

/**
 * An order with an amount, and a list of its voids. Nothing remains of it once
 * it was captured or cancelled, and the amount that remains doesn't show which.
 */
export class AmountOrder implements RemoteOrder {
  private state: "open" | "captured" | "expired" | "cancelled" = "open"
  private readonly voids: RemoteVoid[] = []

  constructor(
    private readonly total: number,
    private readonly onEffect: (call: CancellationCall) => void,
    private readonly nextId: () => string
  ) {}

  apply(call: CancellationCall): Effected {
    if (this.state !== "open") {
      return call.kind === "cancel" && this.state !== "captured"
        ? overAlready(this.state)
        : refusedAs(this.state)
    }
    this.onEffect(call)
    if (call.kind === "cancel") {
      this.state = "cancelled"
      return { type: "done", reference: null, statement: "It was cancelled." }
    }
    const { id, amount } = this.list(Number(call.amount), call.cancellation_id)
    return { type: "done", reference: id, statement: `${id} took ${amount}.` }
  }

  /** Makes a void that nobody in the ledger asked for. */
  voidThere(amount: number): void {
    if (this.state === "open") {
      this.list(amount, null)
    }
  }

  referenceOf(cancellationId: string): string | null {
    return (
      this.voids.find(
        ({ cancellation_id }) => cancellation_id === cancellationId
      )?.id ?? null
    )
  }

  end(state: "captured" | "expired" | "cancelled"): void {
    if (this.state === "open") {
      this.state = state
    }
  }

  decide(): void {
    // Everything is decided at once here.
  }

  wasSeenWaiting(): void {
    // Nothing waits here.
  }

  isWaiting(): boolean {
    return false
  }

  get isOver(): boolean {
    return this.state === "cancelled" || this.state === "expired"
  }

  get isCancelled(): boolean {
    return this.state === "cancelled"
  }

  get voided(): number {
    return this.voids.reduce(
      (sum, { amount, cancellation_id }) =>
        cancellation_id === null ? sum : sum + amount,
      0
    )
  }

  record(): ProviderRecord {
    const left =
      this.total - this.voids.reduce((sum, { amount }) => sum + amount, 0)
    return {
      state: this.isOver ? "cancelled" : "open",
      status: this.state,
      total: String(this.total),
      remaining: this.state === "open" ? String(left) : "0",
      voids: this.voids.map(({ id, amount }) => ({
        id,
        amount: String(amount),
        created_at: null,
      })),
      items: null,
    }
  }

  private list(amount: number, cancellation_id: string | null): RemoteVoid {
    const listed = { id: this.nextId(), amount, cancellation_id }
    this.voids.push(listed)
    return listed
  }
}
