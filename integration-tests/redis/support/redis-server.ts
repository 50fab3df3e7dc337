import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import Redis from "ioredis"
import { LOOPBACK as HOST, freePort } from "../../../scripts/free-port"

const BINARY = "redis-server"
const START_TIMEOUT_MS = 20_000

/**
 * Kills its child when this process ends, for whatever reason: its end of the
 * pipe then closes, which the shell waits for.
 */
export const WITH_PARENT =
  '"$0" "$@" < /dev/null & cat > /dev/null; kill -KILL $!; wait'

export interface RedisServer {
  url: string
  /** Sends SIGKILL, and starts it again with the same data and port. */
  restart(downForMs: number): Promise<void>
  stop(): Promise<void>
}

/** Why there is no Redis. Null: there is one. */
export const redisIsMissing = (): string | null =>
  spawnSync(BINARY, ["--version"]).status === 0
    ? null
    : `there is no ${BINARY} in the PATH: install Debian's package of that name`

/**
 * Starts a new Redis. It appends every write to a file before it answers, so it
 * forgets nothing when it is killed and started again.
 */
export const startRedis = async (): Promise<RedisServer> => {
  const folder = mkdtempSync(join(tmpdir(), "cancellation-redis-"))
  const port = await freePort()
  const url = `redis://${HOST}:${port}`
  let server: ChildProcess | null = null

  const start = async (): Promise<void> => {
    const log = openSync(join(folder, "log"), "a")
    server = spawn(
      "sh",
      [
        ...["-c", WITH_PARENT, BINARY],
        ...["--bind", HOST],
        ...["--port", String(port)],
        ...["--dir", folder],
        ...["--appendonly", "yes"],
        // BullMQ demands this, because a queue must not be evicted.
        ...["--maxmemory-policy", "noeviction"],
        ...["--save", ""],
      ],
      { stdio: ["pipe", log, log] }
    )
    closeSync(log)
    await answers(url)
  }

  const kill = async (): Promise<void> => {
    if (server?.exitCode === null && server.signalCode === null) {
      const exited = once(server, "exit")
      server.stdin?.end()
      await exited
    }
  }

  await start()
  return {
    url,
    restart: async (downForMs) => {
      await kill()
      await pause(downForMs)
      await start()
    },
    stop: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** It loads what it has written before it answers. */
const answers = async (url: string): Promise<void> => {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
  })
  client.on("error", () => undefined)
  try {
    await Promise.race([
      client.ping(),
      pause(START_TIMEOUT_MS, null, { ref: false }).then(() => {
        throw new Error(`${BINARY} did not start`)
      }),
    ])
  } finally {
    client.disconnect()
  }
}
