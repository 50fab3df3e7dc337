import { Clock } from "../clock/clock"

/**
 * Time left for the calls of one claim, by the monotonic clock of this process.
 * It is counted from before the claim was made, so that it ends before the
 * lease in the database does.
 */
export class Lease {
  private endsAt: number
  private isOver = false

  constructor(
    readonly token: string,
    private readonly clock: Clock,
    claimedAt: number,
    private readonly leaseMs: number
  ) {
    this.endsAt = claimedAt + leaseMs
  }

  /** Milliseconds left; at zero or less another process may have the lease. */
  left(): number {
    return this.endsAt - this.clock.monotonic()
  }

  /** After a heartbeat that was asked for at `askedAt` and succeeded. */
  extend(askedAt: number): void {
    if (!this.isOver) {
      this.endsAt = Math.max(this.endsAt, askedAt + this.leaseMs)
    }
  }

  /** Gives the lease up: no call begins under it any more. */
  end(): void {
    this.isOver = true
    this.endsAt = -Infinity
  }
}
