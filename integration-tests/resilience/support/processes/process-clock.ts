import { Clock } from "../../../../src/modules/cancellation/clock/clock"
import { VirtualClock } from "../../../support/virtual-clock"
import { Standstill } from "./standstill"

/** The dispatcher's own pauses aren't longer, and a call's bound is. */
const LONGEST_PAUSE_MS = 5_000

/**
 * The time of one process. It may be ahead of the others or behind them, and
 * may jump. How long something takes is the same for all.
 */
export class ProcessClock implements Clock {
  readonly monotonic: () => number

  constructor(
    private readonly world: VirtualClock,
    private readonly standstill: Standstill,
    private ahead_ms: number
  ) {
    this.monotonic = world.monotonic
  }

  async now(): Promise<Date> {
    const now = await this.world.now()
    return new Date(now.getTime() + this.ahead_ms)
  }

  readonly sleep = (ms: number): Promise<void> => {
    const slept = this.world.sleep(ms)
    return ms <= LONGEST_PAUSE_MS ? this.standstill.during(slept) : slept
  }

  jump(ms: number): void {
    this.ahead_ms += ms
  }
}
