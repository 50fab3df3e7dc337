import { Timer } from "../clock/timer"

/** A call that may start now. */
export interface Turn {
  /**
   * The call leaves now, and its second begins. Until this is said it counts
   * as one that is just leaving. Said again, it changes nothing.
   */
  start(): void
  /** No call leaves with it, and the next in line has it. Not once it started. */
  giveBack(): void
}

/**
 * Two calls don't take equally long to get there, so what is a second apart
 * here may be less there.
 */
export const JITTER_MS = 50

/**
 * In any second, whichever one looks at, no more than `perSecond` calls leave
 * this process. What was not used is not saved up: a bucket that is full after
 * an idle time, and refills while it is emptied, lets nearly twice as many
 * through in its first second.
 *
 * A second has whole calls only, so of `2.5` it has two. Below one a second,
 * `0.5`, it is one call in as many seconds as that makes.
 */
export class RateLimiter {
  private readonly calls: number
  private readonly windowMs: number
  /** When calls left, oldest first, as far back as it matters. */
  private readonly started: number[] = []
  /** They have their turn, and haven't left yet. */
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

  /** Resolves when the call may start. Callers are served in their order. */
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

  /** How long a call that is asked for now would wait, in milliseconds. */
  waitMs(): number {
    const now = this.look()
    const { started, calls } = this
    // Each call starts a window's length after the one that is as many places
    // before it as a window has calls. What is leaving is taken to leave now.
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

  /** Forgets what is over, and gives the time. */
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
