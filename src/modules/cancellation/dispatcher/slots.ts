/**
 * The calls that one provider may have in flight. What is claimed ahead of them
 * waits here, first come, first served.
 */
export class Slots {
  private taken = 0
  private readonly line: ((isTaken: boolean) => void)[] = []

  constructor(private readonly count: number) {}

  /** Whether a call that asks now would get one at once. */
  get areFree(): boolean {
    return this.taken < this.count
  }

  /** How many wait in line. */
  get waiting(): number {
    return this.line.length
  }

  /** True: a slot was taken, and has to be freed. False: sent back. */
  take(): Promise<boolean> {
    if (this.taken < this.count) {
      this.taken += 1
      return Promise.resolve(true)
    }
    return new Promise((resolve) => {
      this.line.push(resolve)
    })
  }

  /** Passes the slot to the first in line. */
  free(): void {
    const next = this.line.shift()
    if (next) {
      next(true)
    } else {
      this.taken -= 1
    }
  }

  /** Sends back all that wait in line. What has a slot keeps it. */
  sendBack(): void {
    this.line.splice(0).forEach((resolve) => {
      resolve(false)
    })
  }
}
