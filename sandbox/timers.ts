/** Timers that can all be cancelled, so that none outlives a test. */
export class Timers {
  private readonly pending = new Set<NodeJS.Timeout>()

  after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.pending.delete(timer)
      run()
    }, ms)
    this.pending.add(timer)
  }

  clear(): void {
    this.pending.forEach((timer) => clearTimeout(timer))
    this.pending.clear()
  }
}
