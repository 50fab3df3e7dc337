import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { isRunning, stopGroup } from "../../../scripts/child-group"

/**
 * Ends a Node child when this process is gone, however it went: then the
 * channel between the two closes. A channel that is listened to would keep the
 * child running when it is done.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));' +
    "process.channel?.unref()"
)}`

const STOP_TIMEOUT_MS = 10_000
const RUN_TIMEOUT_MS = 900_000

/** What jest and `npm test` have set would make another Medusa of it. */
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
  /** Resolves with its exit code, null if it was ended by a signal. */
  exited: Promise<number | null>
  isRunning(): boolean
  stdout(): string
  /** All that it wrote to both streams. */
  output(): string
  /** Ends it and what it has started. Harmless to repeat. */
  stop(): Promise<void>
}

/** A program in a process group of its own. */
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

/** A script in Node. */
export const startNode = (args: string[], place: Place): Child =>
  start(process.execPath, [`--import=${END_WITH_PARENT}`, ...args], place)

/**
 * Waits for its end.
 *
 * @returns what it wrote to standard output
 * @throws the end of all that it wrote, if it fails or takes a quarter of an hour
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
