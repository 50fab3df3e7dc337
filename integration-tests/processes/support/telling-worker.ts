import { join } from "node:path"
import type { Line } from "../../../src/modules/cancellation/core/telling/words"
import { MortalChild } from "../../support/mortal-child"
import type { Run, Said, Station } from "./station"

/** A worker of a store that does what its test says, until it is killed. */
export class TellingWorker extends MortalChild {
  /** What left it, so that no death takes it back. */
  readonly events: string[] = []
  readonly messages: Line[][] = []

  constructor(databaseUrl: string, options: Record<string, unknown>) {
    super(join(__dirname, "worker.ts"), {
      WORKER_DATABASE_URL: databaseUrl,
      WORKER_OPTIONS: JSON.stringify(options),
    })
  }

  override async start(): Promise<void> {
    await super.start()
    this.child?.on("message", (said: Said) => {
      if (said.type === "event" && said.name.startsWith("cancellation.")) {
        this.events.push(`${said.name} ${said.id}`)
      }
      if (said.type === "message") {
        this.messages.push(said.lines as Line[])
      }
    })
  }

  /** Resolves when the job is done. */
  async run(job: Run["job"]): Promise<void> {
    await this.hear({ job, standsAt: null }, ({ type }) => type === "done")
  }

  /**
   * Resolves when the job stands still there. What stood still before goes on
   * doing so: each run of a job is held up by itself.
   */
  async standStill(job: Run["job"], standsAt: Station): Promise<void> {
    await this.hear({ job, standsAt }, ({ type }) => type === "stands")
  }

  private hear(run: Run, isThere: (said: Said) => boolean): Promise<void> {
    const { child } = this
    return new Promise((resolve, reject) => {
      const listen = (said: Said): void => {
        if (isThere(said)) {
          child?.off("message", listen)
          resolve()
        }
      }
      child?.on("message", listen)
      child?.send(run, (error) => {
        if (error) {
          reject(error)
        }
      })
    })
  }
}
