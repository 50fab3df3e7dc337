import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, openSync, readFileSync } from "node:fs"
import { setTimeout as pause } from "node:timers/promises"

const START_TIMEOUT_MS = 180_000

/**
 * Ends the child when this process is gone, for whatever reason, because the
 * channel between the two then closes.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.kill(process.pid, "SIGKILL"))'
)}`

export interface MedusaProcessInput {
  /** The store's folder. */
  folder: string
  env: Record<string, string>
  /** The file for its output. */
  log: string
}

/** Medusa's command line, in a process that can be killed. */
export class MedusaProcess {
  private readonly child: ChildProcess
  private readonly exited: Promise<unknown>

  constructor(
    args: string[],
    private readonly input: MedusaProcessInput
  ) {
    // A file and not a pipe: once nobody reads a pipe, Medusa's logger fails,
    // logs that it failed, and so on at full speed.
    const log = openSync(input.log, "a")
    this.child = spawn(
      process.execPath,
      [
        `--import=${END_WITH_PARENT}`,
        require.resolve("@medusajs/cli/cli.js"),
        ...args,
      ],
      {
        cwd: input.folder,
        env: { ...process.env, NODE_OPTIONS: "", ...input.env },
        // It has its own process group, because a command may start others.
        detached: true,
        stdio: ["ignore", log, log, "ipc"],
      }
    )
    closeSync(log)
    this.exited = once(this.child, "exit")
  }

  isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Resolves when the command has ended. */
  async completed(): Promise<void> {
    await this.exited
    if (this.child.exitCode !== 0) {
      throw new Error(`Medusa ended early. Its log ends:\n${this.lastLines()}`)
    }
  }

  /** Resolves once the store that it serves is up. */
  async answersAt(url: string): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS
    while (this.isRunning() && performance.now() < deadline) {
      const response = await fetch(`${url}/health`).catch(() => null)
      if (response?.ok) {
        return
      }
      await pause(200)
    }
    throw new Error(
      `Medusa ${this.isRunning() ? "did not start" : "ended"}. Its log ends:\n` +
        this.lastLines()
    )
  }

  lastLines(): string {
    return readFileSync(this.input.log, "utf8")
      .trim()
      .split("\n")
      .slice(-15)
      .join("\n")
  }

  /** Sends SIGKILL. It is harmless to repeat. */
  async kill(): Promise<void> {
    if (this.isRunning() && this.child.pid !== undefined) {
      process.kill(-this.child.pid, "SIGKILL")
      await this.exited
    }
  }
}
