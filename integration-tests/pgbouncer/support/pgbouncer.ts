import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { LOOPBACK as HOST, freePort } from "../../../scripts/free-port"
import { unprivilegedUser } from "../../../scripts/postgres"
import { WITH_PARENT } from "../../redis/support/redis-server"

const BINARY = "pgbouncer"
const START_TIMEOUT_MS = 10_000

export interface PgBouncer {
  /** The same database, through PgBouncer. */
  through(databaseUrl: string): string
  stop(): Promise<void>
}

/** Why there is no PgBouncer. Null: there is one. */
export const pgBouncerIsMissing = (): string | null =>
  spawnSync(BINARY, ["--version"]).status === 0
    ? null
    : `there is no ${BINARY} in the PATH: install Debian's package of that name`

/**
 * PgBouncer in transaction mode: each transaction may run on another of the few
 * connections to the server, and nothing of a session outlives it.
 *
 * @param server - the URL of any database of a PostgreSQL
 */
export const startPgBouncer = async (server: string): Promise<PgBouncer> => {
  const { hostname, port, username, password } = new URL(server)
  const folder = mkdtempSync(join(tmpdir(), "cancellation-pgbouncer-"))
  chmodSync(folder, 0o755)
  const listensAt = await freePort()
  const settings = join(folder, "pgbouncer.ini")
  const log = join(folder, "log")
  writeFileSync(
    settings,
    `[databases]
* = host=${hostname} port=${port || "5432"} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = ${HOST}
listen_port = ${listensAt}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
ignore_startup_parameters = extra_float_digits
`
  )
  const output = openSync(log, "a")
  const child = spawn("sh", ["-c", WITH_PARENT, BINARY, settings], {
    cwd: "/",
    stdio: ["pipe", output, output],
    // It refuses to run as root, as PostgreSQL does.
    ...unprivilegedUser(),
  })
  closeSync(output)
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit")
      child.stdin?.end()
      await exited
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await listens(child, listensAt, log)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    through: (databaseUrl) => {
      const url = new URL(databaseUrl)
      url.host = `${HOST}:${listensAt}`
      return url.href
    },
    stop,
  }
}

const listens = async (
  child: ChildProcess,
  port: number,
  log: string
): Promise<void> => {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (child.exitCode === null && performance.now() < deadline) {
    const socket = connect(port, HOST)
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "close").then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) {
      return
    }
    await pause(50)
  }
  throw new Error(`${BINARY} did not start: ${readFileSync(log, "utf8")}`)
}
