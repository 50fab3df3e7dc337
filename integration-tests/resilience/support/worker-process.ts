import { join } from "node:path"
import type { SandboxAccess } from "../../../sandbox/access"
import { MortalChild } from "../../support/mortal-child"

/** A worker that can be killed, and started again. */
export class WorkerProcess extends MortalChild {
  constructor(
    databaseUrl: string,
    access: SandboxAccess,
    options: Record<string, unknown> = {}
  ) {
    super(join(__dirname, "worker.ts"), {
      WORKER_DATABASE_URL: databaseUrl,
      WORKER_ACCESS: JSON.stringify(access),
      WORKER_OPTIONS: JSON.stringify(options),
    })
  }
}
