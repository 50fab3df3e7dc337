import { Clock } from "../../src/modules/cancellation/clock/clock"

interface Sleeper {
  at: number
  wake: () => void
}

/** Time that passes only when a test says so. */
export class VirtualClock implements Clock {
  private ms: number
  private readonly startedAt: number
  private sleepers: Sleeper[] = []

  constructor(start: Date = new Date("2030-01-01T00:00:00Z")) {
    this.ms = start.getTime()
    this.startedAt = this.ms
  }

  now(): Promise<Date> {
    return Promise.resolve(new Date(this.ms))
  }

  readonly monotonic = (): number => this.ms - this.startedAt

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.sleepers.push({ at: this.ms + ms, wake: resolve })
    })

  /** Lets time pass, and wakes those who waited for it. */
  advance(ms: number): void {
    this.ms += ms
    const due = this.sleepers.filter(({ at }) => at <= this.ms)
    this.sleepers = this.sleepers.filter(({ at }) => at > this.ms)
    due
      .sort((a, b) => a.at - b.at)
      .forEach(({ wake }) => {
        wake()
      })
  }
}
