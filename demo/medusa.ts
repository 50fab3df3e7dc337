import { spawn } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, readFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { isRunning, stopGroup } from "../scripts/child-group"

const ROOT = join(__dirname, "..")

/**
 * Ends the child when this process is gone, for whatever reason, because the
 * channel between the two then closes. Ctrl-C doesn't reach the child, which
 * has its own process group and is ended in order.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.kill(process.pid, "SIGTERM"))'
)}`

const STOP_TIMEOUT_MS = 5_000

export interface MedusaProcess {
  /** Resolves with its exit code, or null if a signal ended it. */
  readonly exited: Promise<number | null>
  isRunning(): boolean
  /** The last lines of its log, to find out what went wrong. */
  lastLines(): string
  /** Ends it and its children. It is harmless to repeat. */
  stop(): Promise<void>
}

/**
 * Runs Medusa's command line with this repository as the store.
 *
 * @param log - the file for its output
 * @param onLine - sees each line of the output, without colours
 */
export function runMedusa(
  args: string[],
  {
    env,
    log,
    onLine = () => undefined,
  }: {
    env: Record<string, string>
    log: string
    onLine?: (line: string) => void
  }
): MedusaProcess {
  const child = spawn(
    process.execPath,
    [
      `--import=${END_WITH_PARENT}`,
      require.resolve("@medusajs/cli/cli.js"),
      ...args,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, ...env, NO_COLOR: "1", FORCE_COLOR: "0" },
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    }
  )
  const file = createWriteStream(log, { flags: "a" })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.pipe(file, { end: false })
    if (stream) {
      createInterface({ input: stream }).on("line", onLine)
    }
  }
  const exited = once(child, "close").then(([code]) => {
    file.end()
    return code as number | null
  })

  return {
    exited,
    isRunning: () => isRunning(child),
    lastLines: () =>
      readFileSync(log, "utf8").trim().split("\n").slice(-15).join("\n"),
    stop: () => stopGroup(child, exited, STOP_TIMEOUT_MS),
  }
}
