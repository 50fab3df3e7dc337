const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** Ends what was started here, the last first, and only once. */
export class Cleanup {
  private readonly tasks: (() => void | Promise<void>)[] = []
  private running: Promise<void> | null = null

  get hasBegun(): boolean {
    return this.running !== null
  }

  /** A task that is added after the end has begun runs at once. */
  add(task: () => void | Promise<void>): void {
    if (this.running) {
      this.running = this.running.then(task)
    } else {
      this.tasks.push(task)
    }
  }

  run(): Promise<void> {
    this.running ??= this.runAll()
    return this.running
  }

  /** On Ctrl-C and similar signals, calls `before` and then ends everything. */
  onSignal(before: () => number): void {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (!this.hasBegun) {
          const exitCode = before()
          void this.run().then(() => process.exit(exitCode))
        }
      })
    }
  }

  private async runAll(): Promise<void> {
    for (const task of this.tasks.reverse()) {
      try {
        await task()
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
      }
    }
  }
}
