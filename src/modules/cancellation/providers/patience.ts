import { Logger } from "@medusajs/framework/types"
import { Timer } from "../clock/timer"
import { LOG_PREFIX } from "../core/log-prefix"

/** The awaited result hasn't come in time, and may never come. */
export class OutOfPatience extends Error {}

interface Wait {
  endsAt: number
  isExcused: () => boolean
  giveUp: () => void
}

/**
 * Waits for a strategy's promise, but not for ever: a promise that never
 * settles would keep its lease, its lane and its slot. The bound is far beyond
 * the time that the HTTP client allows a call, so that only a mistake in a
 * strategy reaches it.
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
   * @param what - names the awaited work, as the log shows it
   * @param isExcused - asked when the time is over: if true, the plugin itself
   * keeps the work waiting, so it gets the same time once more
   * @throws OutOfPatience
   */
  with<T>(
    what: string,
    promised: Promise<T>,
    isExcused: () => boolean = () => false
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const wait: Wait = {
        endsAt: this.timer.monotonic() + this.ms,
        isExcused,
        giveUp: () => {
          const seconds = Math.round(this.ms / 1_000)
          this.logger.error(
            `${LOG_PREFIX} ${what} has not ended for ${seconds} s, and is waited for no longer: see whether this provider's strategy awaits something that never comes`
          )
          this.waits.delete(wait)
          reject(new OutOfPatience(`It had not ended after ${seconds} s.`))
        },
      }
      this.waits.add(wait)
      void promised
        .finally(() => {
          this.waits.delete(wait)
        })
        .then(resolve, reject)
      if (!this.isWatching) {
        this.isWatching = true
        void this.watch()
      }
    })
  }

  /**
   * Asks anew for the oldest wait after each pause. An iterator that was kept
   * meanwhile would keep alive whatever came into the set and left it again:
   * 4 KB for each call.
   */
  private async watch(): Promise<void> {
    for (let wait = this.oldest(); wait; wait = this.oldest()) {
      const left = wait.endsAt - this.timer.monotonic()
      if (left > 0) {
        await this.timer.sleep(left)
      } else if (wait.isExcused()) {
        // The wait goes behind all others, because it ends last now.
        this.waits.delete(wait)
        wait.endsAt = this.timer.monotonic() + this.ms
        this.waits.add(wait)
      } else {
        wait.giveUp()
      }
    }
    this.isWatching = false
  }

  private oldest(): Wait | undefined {
    const [wait] = this.waits
    return wait
  }
}
