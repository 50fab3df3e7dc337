import { spawn } from "node:child_process"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { LOOPBACK as HOST, freePort } from "../scripts/free-port"

export interface Redis {
  port: number
  version: string
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 10_000

/**
 * Ends the server when the benchmark ends, whether by a signal or `kill -9`:
 * its end of the pipe then closes, which the shell waits for.
 */
const ENDS_WITH_ITS_INPUT = `
  command -v redis-server > /dev/null || exit 127
  redis-server "$@" &
  cat > /dev/null
  kill $!
  wait $!`

/**
 * A redis-server for the benchmark, on a free loopback port. It has no
 * persistence, which only makes it faster. Null where none is installed.
 */
export const startRedis = async (): Promise<Redis | null> => {
  const port = await freePort()
  const server = spawn(
    "sh",
    ["-c", ENDS_WITH_ITS_INPUT, "redis-server"].concat(
      ["--port", String(port), "--bind", HOST, "--dir", tmpdir()],
      ["--save", "", "--appendonly", "no"]
    ),
    { stdio: ["pipe", "pipe", "ignore"], detached: true }
  )
  const output: string[] = []
  server.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()))
  const exited = new Promise<void>((resolve) => {
    server.once("exit", () => resolve())
    server.once("error", () => resolve())
  })
  const stop = async (): Promise<void> => {
    server.stdin.end()
    await exited
  }

  const isUp = await Promise.race([answers(port), exited.then(() => false)])
  if (!isUp) {
    await stop()
    return null
  }
  const version = /version=([\d.]+)/.exec(output.join(""))?.[1] ?? "unknown"
  return { port, version, stop }
}

const answers = async (port: number): Promise<boolean> => {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    const socket = connect(port, HOST)
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true))
      socket.once("error", () => resolve(false))
    })
    socket.destroy()
    if (isOpen) {
      return true
    }
    await sleep(20)
  }
  return false
}
