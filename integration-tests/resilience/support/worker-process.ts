import { ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { SandboxAccess } from "../../../sandbox/access"

/** A worker that can be killed, and started again. */
export class WorkerProcess {
  private child: ChildProcess | null = null
  kills = 0

  constructor(
    private readonly databaseUrl: string,
    private readonly access: SandboxAccess,
    private readonly options: Record<string, unknown> = {}
  ) {}

  /** Resolves when it has begun to work. */
  async start(): Promise<void> {
    const child = fork(join(__dirname, "worker.ts"), {
      execArgv: ["--import", "tsx"],
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        WORKER_DATABASE_URL: this.databaseUrl,
        WORKER_ACCESS: JSON.stringify(this.access),
        WORKER_OPTIONS: JSON.stringify(this.options),
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    })
    this.child = child
    await once(child, "message")
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
