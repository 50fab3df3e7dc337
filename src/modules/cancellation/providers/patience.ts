import { Logger } from "@medusajs/framework/types"
import { Timer } from "../clock/timer"

/** What was waited for hasn't come in time, and may never come. */
export class OutOfPatience extends Error {}

interface Wait {
  endsAt: number
  isExcused: () => boolean
  giveUp: () => void
}

/**
 * Waits for what a strategy promises, but not for ever: a promise that never
 * settles would keep its lease, its lane and its slot. The bound is far beyond
 * what the HTTP client allows a call, so that only a mistake meets it.
 *
 * All waits are of the same length, so the oldest ends first: one timer serves
 * them all, however many there are.
 */
export class Patience {
  private readonly waits = new Set<Wait>()
  private isWatching = false

  constructor(
    private readonly timer: Timer,
    private readonly ms: number,
    private readonly logger: Logger
  ) {}

  /**
   * @param what - is waited for, as the log says it
   * @param isExcused - asked when the time is over: it is we who keep it
   * waiting, so it gets the same time once more
   * @throws OutOfPatience
   */
  async with<T>(
    what: string,
    promised: Promise<T>,
    isExcused: () => boolean = () => false
  ): Promise<T> {
    const wait: Wait = {
      endsAt: this.timer.monotonic() + this.ms,
      isExcused,
      giveUp: () => undefined,
    }
    const givenUp = new Promise<never>((_, reject) => {
      wait.giveUp = () => {
        const seconds = Math.round(this.ms / 1_000)
        this.logger.error(
          `medusa-plugin-cancellation: ${what} has not ended for ${seconds} s, and is waited for no longer: see whether this provider's strategy awaits something that never comes`
        )
        reject(new OutOfPatience(`It had not ended after ${seconds} s.`))
      }
    })
    this.waits.add(wait)
    void this.watch()
    try {
      return await Promise.race([promised, givenUp])
    } finally {
      this.waits.delete(wait)
    }
  }

  private async watch(): Promise<void> {
    if (this.isWatching) {
      return
    }
    this.isWatching = true
    for (const wait of this.waits) {
      const left = wait.endsAt - this.timer.monotonic()
      if (left > 0) {
        await this.timer.sleep(left)
      }
      if (!this.waits.has(wait)) {
        continue
      }
      if (wait.isExcused()) {
        // Behind all others: it is the last one to end now.
        this.waits.delete(wait)
        wait.endsAt = this.timer.monotonic() + this.ms
        this.waits.add(wait)
      } else {
        wait.giveUp()
      }
    }
    this.isWatching = false
  }
}
