import { Timer } from "../clock/timer"
import { RateLimiter, Turn } from "./rate-limiter"

/**
 * A call that is under way uses its turn at once. A call that hasn't used it
 * after this time is waiting for something else, such as another call's login,
 * and that login may wait in line behind this very turn.
 */
export const LAPSES_AFTER_MS = 1_000

/**
 * A turn at a provider's rate that is taken before its call is marked as being
 * sent. A call that waits in line isn't marked, so that nobody has to find out
 * what happened to it if its process dies meanwhile.
 */
export class TurnAhead {
  private constructor(
    private turn: Turn | null,
    private readonly timer: Timer
  ) {}

  /** Waits in line for a turn. */
  static async take(limiter: RateLimiter, timer: Timer): Promise<TurnAhead> {
    return new TurnAhead(await limiter.take(), timer)
  }

  /**
   * The turn, for the first call that asks. Null: it was used or given back.
   */
  use(): Turn | null {
    const { turn } = this
    this.turn = null
    return turn
  }

  /** Gives the turn back if no call has used it, so that it isn't counted. */
  giveBack(): void {
    this.use()?.giveBack()
  }

  /**
   * Called when the call begins: an unused turn is given back after a while.
   */
  async lapse(): Promise<void> {
    await this.timer.sleep(LAPSES_AFTER_MS)
    this.giveBack()
  }
}
