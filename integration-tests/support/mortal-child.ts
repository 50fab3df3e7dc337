import { ChildProcess, fork } from "node:child_process"
import { once } from "node:events"

/** A process of its own that can be killed, and started again. */
export class MortalChild {
  protected child: ChildProcess | null = null
  kills = 0

  /** @param script - says something as soon as it has begun to work */
  constructor(
    private readonly script: string,
    private readonly env: NodeJS.ProcessEnv
  ) {}

  /** Resolves when it has begun to work. Fails if it ends before that. */
  async start(): Promise<void> {
    const child = fork(this.script, {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, NODE_OPTIONS: "", ...this.env },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    })
    this.child = child
    const ended = once(child, "exit").then(() => {
      throw new Error(`${this.script} ended before it began to work`)
    })
    ended.catch(() => undefined)
    await Promise.race([once(child, "message"), ended])
  }

  /** Sends SIGKILL, which it can't handle. Returns the time of death. */
  async kill(): Promise<Date> {
    const child = this.child
    this.child = null
    if (child && child.exitCode === null) {
      const exited = once(child, "exit")
      child.kill("SIGKILL")
      const at = new Date()
      await exited
      this.kills += 1
      return at
    }
    return new Date()
  }
}
