import { Clock } from "../../clock/clock"

/** Time that stands still until it is told to pass, or somebody sleeps. */
export class FakeClock implements Clock {
  ms = 0
  readonly slept: number[] = []

  now(): Promise<Date> {
    return Promise.resolve(new Date(this.ms))
  }

  monotonic(): number {
    return this.ms
  }

  sleep(ms: number): Promise<void> {
    this.slept.push(ms)
    this.ms += ms
    return Promise.resolve()
  }
}
