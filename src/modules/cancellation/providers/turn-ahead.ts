import { Timer } from "../clock/timer"
import { RateLimiter, Turn } from "./rate-limiter"

/**
 * A call that is under way uses its turn at once. One that hasn't by then waits
 * for something else first, such as another one's login, and that may wait in
 * line behind this very turn.
 */
export const LAPSES_AFTER_MS = 1_000

/**
 * A turn at a provider's rate that is taken before its call is marked as being
 * sent: what waits in line isn't marked, so that nothing has to be found out
 * about it where its process dies meanwhile.
 */
export class TurnAhead {
  private constructor(
    private turn: Turn | null,
    private readonly timer: Timer
  ) {}

  /** Waits in line for it. */
  static async take(limiter: RateLimiter, timer: Timer): Promise<TurnAhead> {
    return new TurnAhead(await limiter.take(), timer)
  }

  /** For the first call that asks. Null: it has been used, or given back. */
  use(): Turn | null {
    const { turn } = this
    this.turn = null
    return turn
  }

  /** Where no call has used it, it counts for none. */
  giveBack(): void {
    this.use()?.giveBack()
  }

  /** The call begins now. */
  async lapse(): Promise<void> {
    await this.timer.sleep(LAPSES_AFTER_MS)
    this.giveBack()
  }
}
