import { CancellationCall, Outcome } from "../../src/provider-kit"
import { until } from "./until"

/** Calls to a provider that wait until the test answers them. */
export class HeldCalls {
  private readonly waiting = new Map<string, (outcome: Outcome) => void>()

  /** The most calls in flight at once, by provider order. */
  readonly mostInFlight = new Map<string, number>()
  private readonly inFlight = new Map<string, number>()

  readonly onSend = async (call: CancellationCall): Promise<Outcome> => {
    const lane = call.provider_order.id
    const now = (this.inFlight.get(lane) ?? 0) + 1
    this.inFlight.set(lane, now)
    this.mostInFlight.set(lane, Math.max(now, this.mostInFlight.get(lane) ?? 0))
    const outcome = await new Promise<Outcome>((resolve) => {
      this.waiting.set(call.cancellation_id, resolve)
    })
    this.inFlight.set(lane, (this.inFlight.get(lane) ?? 1) - 1)
    return outcome
  }

  /** Resolves when the call is in flight. */
  arrived(id: string): Promise<void> {
    return until(() => this.waiting.has(id))
  }

  async answer(id: string, outcome: Outcome): Promise<void> {
    await this.arrived(id)
    this.waiting.get(id)?.(outcome)
    this.waiting.delete(id)
  }
}
