import { Timer } from "../clock/timer"

const SECOND = 1_000

/**
 * How many calls a provider answers in a second, by what it did lately. Only
 * calls that took no longer than that count: a slow provider may answer many at
 * once, and none in the ten seconds after that. A provider that doesn't answer
 * any more is known by it within two seconds.
 */
export class Pace {
  /** When the current second began, by the monotonic clock. */
  private beganAt: number
  private current = 0
  private previous = 0

  constructor(private readonly timer: Pick<Timer, "monotonic">) {
    this.beganAt = timer.monotonic()
  }

  count(tookMs: number): void {
    this.look()
    if (tookMs <= SECOND) {
      this.current += 1
    }
  }

  /** Answers in the second until now, if the one before was an even one. */
  perSecond(): number {
    const passed = this.look()
    return Math.floor(
      this.current + (this.previous * (SECOND - passed)) / SECOND
    )
  }

  /** Begins a new second if it is time, and returns what has passed of it. */
  private look(): number {
    const now = this.timer.monotonic()
    const passed = now - this.beganAt
    if (passed < SECOND) {
      return passed
    }
    const isNext = passed < 2 * SECOND
    this.previous = isNext ? this.current : 0
    this.current = 0
    this.beganAt = isNext ? this.beganAt + SECOND : now
    return now - this.beganAt
  }
}
