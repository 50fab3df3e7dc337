import { Timer } from "../clock/timer"

/**
 * A token bucket: at most `perSecond` calls start in a second, in this
 * process, with a burst of at most one second's worth.
 */
export class RateLimiter {
  private tokens: number
  private at: number

  constructor(
    private readonly perSecond: number,
    private readonly timer: Timer
  ) {
    this.tokens = Math.max(1, perSecond)
    this.at = timer.monotonic()
  }

  /** Resolves when the call may start. Callers are served in their order. */
  async take(): Promise<void> {
    this.refill()
    this.tokens -= 1
    if (this.tokens < 0) {
      await this.timer.sleep((-this.tokens / this.perSecond) * 1000)
    }
  }

  /** How long a call that is asked for now would wait, in milliseconds. */
  waitMs(): number {
    this.refill()
    return Math.max(0, ((1 - this.tokens) / this.perSecond) * 1000)
  }

  /** How many calls may start at once, now. */
  available(): number {
    this.refill()
    return Math.max(0, Math.floor(this.tokens))
  }

  private refill(): void {
    const now = this.timer.monotonic()
    this.tokens = Math.min(
      Math.max(1, this.perSecond),
      this.tokens + ((now - this.at) / 1000) * this.perSecond
    )
    this.at = now
  }
}
