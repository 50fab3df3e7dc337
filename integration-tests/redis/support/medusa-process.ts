import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, openSync, readFileSync } from "node:fs"

/**
 * Ends the child when this process is gone, however it went: then the channel
 * between the two closes.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.kill(process.pid, "SIGKILL"))'
)}`

export interface MedusaProcessInput {
  /** The store. */
  folder: string
  env: Record<string, string>
  /** The file that its output goes to. */
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
    // A file, and no pipe: a pipe that nobody reads any more makes Medusa's
    // logger fail, log that it failed, and so on at full speed.
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
        // A group of its own: a command may start others.
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

  /** Resolves when it has done what it was asked. */
  async completed(): Promise<void> {
    await this.exited
    if (this.child.exitCode !== 0) {
      throw new Error(`Medusa ended early. Its log ends:\n${this.lastLines()}`)
    }
  }

  lastLines(): string {
    return readFileSync(this.input.log, "utf8")
      .trim()
      .split("\n")
      .slice(-15)
      .join("\n")
  }

  /** SIGKILL. Harmless to repeat. */
  async kill(): Promise<void> {
    if (this.isRunning() && this.child.pid !== undefined) {
      process.kill(-this.child.pid, "SIGKILL")
      await this.exited
    }
  }
}
