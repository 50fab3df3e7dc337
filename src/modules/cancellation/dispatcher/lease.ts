import { Clock } from "../clock/clock"

/**
 * Time left for the calls of one claim, by the monotonic clock of this
 * process. It is counted from before the claim was asked for, so that it ends
 * before the lease in the database does.
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

  /** Milliseconds left; zero or less means that another may have it. */
  left(): number {
    return this.endsAt - this.clock.monotonic()
  }

  /** After a heartbeat that was asked for at `askedAt` and succeeded. */
  extend(askedAt: number): void {
    if (!this.isOver) {
      this.endsAt = Math.max(this.endsAt, askedAt + this.leaseMs)
    }
  }

  /** What it was claimed for is given up: no call begins under it any more. */
  end(): void {
    this.isOver = true
    this.endsAt = -Infinity
  }
}
