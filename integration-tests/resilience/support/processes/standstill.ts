/**
 * The parts of a process that stand still until time passes: a suspended call,
 * or a pause before the database is tried again. Whoever waits for the process
 * to be idle would wait for ever, because only they let time pass.
 */
export class Standstill {
  count = 0
  private readonly waiting: (() => void)[] = []

  async during<T>(time: Promise<T>): Promise<T> {
    this.count += 1
    this.waiting.splice(0).forEach((tell) => {
      tell()
    })
    try {
      return await time
    } finally {
      this.count -= 1
    }
  }

  /** Resolves when something stands still. */
  once(): Promise<void> {
    return this.count
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.waiting.push(resolve)
        })
  }
}
