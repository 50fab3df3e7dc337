/**
 * How many calls of a process stand still after they were answered. It is
 * suspended there for longer than its lease may be, and then goes on.
 */
export class Frozen {
  count = 0
  private readonly waiting: (() => void)[] = []

  async during(time: Promise<void>): Promise<void> {
    this.count += 1
    this.waiting.splice(0).forEach((tell) => {
      tell()
    })
    await time
    this.count -= 1
  }

  /** Resolves when one stands still. */
  once(): Promise<void> {
    return this.count
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.waiting.push(resolve)
        })
  }
}
