import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { isRunning, stopGroup } from "../../../scripts/child-group"

/**
 * Ends a Node child when this process is gone, for whatever reason, because the
 * channel between the two then closes. It isn't listened to, as that would keep
 * a finished child running.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));' +
    "process.channel?.unref()"
)}`

const STOP_TIMEOUT_MS = 10_000
const RUN_TIMEOUT_MS = 900_000

/** Variables of jest and `npm test` that would change how Medusa runs. */
const NOT_INHERITED = [
  "NODE_ENV",
  "NODE_OPTIONS",
  "JEST_WORKER_ID",
  "TEST_TYPE",
  "DB_HOST",
  "DB_PORT",
  "DB_USERNAME",
  "DB_PASSWORD",
  "DATABASE_URL",
]

export interface Place {
  cwd: string
  env?: Record<string, string>
}

export interface Child {
  /** Resolves with its exit code, or null if a signal ended it. */
  exited: Promise<number | null>
  isRunning(): boolean
  stdout(): string
  /** Everything that it wrote to both streams. */
  output(): string
  /** Ends it and its children. It is harmless to repeat. */
  stop(): Promise<void>
}

/** Starts a program in its own process group. */
export const start = (
  command: string,
  args: string[],
  { cwd, env = {} }: Place
): Child => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !NOT_INHERITED.includes(name)
  )
  const child = spawn(command, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  const written: { stream: "out" | "err"; text: string }[] = []
  child.stdout?.on("data", (data: Buffer) =>
    written.push({ stream: "out", text: data.toString() })
  )
  child.stderr?.on("data", (data: Buffer) =>
    written.push({ stream: "err", text: data.toString() })
  )
  const exited = once(child, "close").then(([code]) => code as number | null)

  return {
    exited,
    isRunning: () => isRunning(child),
    stdout: () =>
      written
        .filter(({ stream }) => stream === "out")
        .map(({ text }) => text)
        .join(""),
    output: () => written.map(({ text }) => text).join(""),
    stop: () => stopGroup(child, exited, STOP_TIMEOUT_MS),
  }
}

export const startNode = (args: string[], place: Place): Child =>
  start(process.execPath, [`--import=${END_WITH_PARENT}`, ...args], place)

/**
 * Waits until it ends.
 *
 * @returns what it wrote to standard output
 * @throws the end of its output, if it fails or takes a quarter of an hour
 */
export const finish = async (what: string, child: Child): Promise<string> => {
  const timer = new AbortController()
  const inTime = await Promise.race([
    child.exited.then(() => true),
    sleep(RUN_TIMEOUT_MS, false, { signal: timer.signal }).catch(() => false),
  ])
  timer.abort()
  await child.stop()
  const code = await child.exited
  if (!inTime || code !== 0) {
    throw new Error(
      `${what} ${inTime ? `ended with ${code ?? "a signal"}` : "took too long"}. ` +
        `The end of what it wrote:\n${lastLines(child)}`
    )
  }
  return child.stdout()
}

export const lastLines = (child: Child): string =>
  child.output().trim().split("\n").slice(-40).join("\n")
