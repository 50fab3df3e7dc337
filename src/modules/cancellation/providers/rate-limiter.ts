import { Timer } from "../clock/timer"

/** A call that may start now. */
export interface Turn {
  /**
   * Says that the call leaves now: its second begins. Until then it counts as
   * just leaving. Saying it again changes nothing.
   */
  start(): void
  /**
   * Passes the turn to the next in line. Does nothing once the call has left.
   */
  giveBack(): void
}

/**
 * Two calls don't take equally long to arrive, so calls that leave a second
 * apart may arrive less than a second apart.
 */
export const JITTER_MS = 50

/**
 * In any second, whichever one looks at, no more than `perSecond` calls leave
 * this process. Unused calls are not saved up: a bucket that is full after an
 * idle time, and refills while it is emptied, lets nearly twice as many through
 * in its first second.
 *
 * A second has whole calls only, so `2.5` allows two. A rate below one a
 * second, such as `0.5`, allows one call in every `1 / rate` seconds.
 */
export class RateLimiter {
  private readonly calls: number
  private readonly windowMs: number
  /** When calls left, oldest first, as far back as it matters. */
  private readonly started: number[] = []
  /** The number of calls that have their turn and haven't left yet. */
  private leaving = 0
  private waiting = 0
  private line: Promise<void> = Promise.resolve()
  private onTurn: () => void = () => undefined

  constructor(
    perSecond: number,
    private readonly timer: Timer
  ) {
    this.calls = Math.max(1, Math.floor(perSecond))
    this.windowMs = Math.ceil(1000 / Math.min(1, perSecond)) + JITTER_MS
  }

  /**
   * Resolves when the call may start. Callers are served in the order they ask.
   */
  async take(): Promise<Turn> {
    this.waiting += 1
    this.line = this.line.then(async () => {
      await this.untilThereIsRoom()
      this.waiting -= 1
      this.leaving += 1
    })
    await this.line
    return this.turn()
  }

  /** How long a call that asks now would wait, in milliseconds. */
  waitMs(): number {
    const now = this.look()
    const { started, calls } = this
    // Each call starts one window after the call that is as many places before
    // it as a window has calls. Calls that are leaving are taken to leave now.
    const place = started.length + this.leaving + this.waiting
    const first = started[place % calls] ?? now
    return Math.max(0, first + Math.floor(place / calls) * this.windowMs - now)
  }

  /** How many calls may start at once, now. */
  available(): number {
    this.look()
    return Math.max(0, this.room() - this.waiting)
  }

  private turn(): Turn {
    let isLeaving = true
    const end = (hasStarted: boolean): void => {
      if (isLeaving) {
        isLeaving = false
        this.leaving -= 1
        if (hasStarted) {
          this.started.push(this.timer.monotonic())
        }
        this.onTurn()
      }
    }
    return {
      start: () => {
        end(true)
      },
      giveBack: () => {
        end(false)
      },
    }
  }

  private room(): number {
    return this.calls - this.started.length - this.leaving
  }

  /** Forgets calls whose window is over, and returns the time. */
  private look(): number {
    const now = this.timer.monotonic()
    while ((this.started[0] ?? Infinity) + this.windowMs <= now) {
      this.started.shift()
    }
    return now
  }

  private async untilThereIsRoom(): Promise<void> {
    for (;;) {
      const now = this.look()
      if (this.room() > 0) {
        return
      }
      const [oldest] = this.started
      const turnEnded = new Promise<void>((resolve) => {
        this.onTurn = resolve
      })
      await (oldest === undefined
        ? turnEnded
        : Promise.race([
            turnEnded,
            this.timer.sleep(Math.ceil(oldest + this.windowMs - now)),
          ]))
    }
  }
}
