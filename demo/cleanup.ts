const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** What was started here is ended here, the last first, and once. */
export class Cleanup {
  private readonly tasks: (() => void | Promise<void>)[] = []
  private running: Promise<void> | null = null

  get hasBegun(): boolean {
    return this.running !== null
  }

  /** Added after it has begun, a task is carried out at once. */
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

  /** Ctrl-C and its like: `before` is told, then all is ended. */
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
