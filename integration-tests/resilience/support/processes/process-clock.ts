import { Clock } from "../../../../src/modules/cancellation/clock/clock"
import { VirtualClock } from "../../../support/virtual-clock"
import { Standstill } from "./standstill"

/** No pause of the dispatcher's own is longer; the bound of a call is. */
const LONGEST_PAUSE_MS = 5_000

/**
 * Time as one process tells it: ahead of the others, or behind them, and it may
 * jump. How long something takes is the same for all.
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
