/**
 * What of a process stands still until time passes: a call that was suspended,
 * or a pause before it tries the database again. Whoever waits for it to be
 * idle would wait for ever, as only they let time pass.
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
