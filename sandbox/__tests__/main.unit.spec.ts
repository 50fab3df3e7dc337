import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { join } from "node:path"

import { freePort } from "../../scripts/free-port"
import { call, eventually } from "../__fixtures__/call"

// each test loads TypeScript in its own process
jest.setTimeout(60_000)

const MAIN = join(__dirname, "../main.ts")

interface Run {
  child: ChildProcess
  output: () => string
  exitCode: Promise<number | null>
}

const started: ChildProcess[] = []

function run(...args: string[]): Run {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args])
  started.push(child)
  let output = ""
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
  return {
    child,
    output: () => output,
    exitCode: new Promise((resolve) => child.once("close", resolve)),
  }
}

afterAll(() => started.forEach((child) => child.kill("SIGKILL")))

/** Tries other ports if another test has taken one meanwhile. */
async function runWhereFree(): Promise<Run & { base: number }> {
  for (;;) {
    // The four ports after it are most probably free too.
    const base = Math.min(await freePort(), 65_000)
    const tried = run("--port-base", String(base))
    await eventually(() => /Ctrl-C|is in use/.test(tried.output()), 50_000)
    if (tried.output().includes("Ctrl-C")) {
      return { ...tried, base }
    }
  }
}

describe("npm run sandbox", () => {
  it("runs on five ports in a row until it is told to stop", async () => {
    const { base, child, output, exitCode } = await runWhereFree()

    for (const [index, name] of [
      "climes",
      "fungies",
      "aplazame",
      "akinon",
      "erp",
    ].entries()) {
      const origin = `http://127.0.0.1:${base + index}`
      expect(output()).toMatch(new RegExp(`${name} +${origin}`))
      expect((await call(`${origin}/__sandbox/orders`)).status).toBe(200)
    }

    child.kill("SIGTERM")
    expect(await exitCode).toBe(0)
  })

  it("says in one line which port is in use, and exits with 1", async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo

    const { output, exitCode } = run("--port-base", String(port))

    expect(await exitCode).toBe(1)
    expect(output().trim().split("\n")).toHaveLength(1)
    expect(output()).toContain(`Port ${port} for climes is in use`)
    await new Promise((resolve) => server.close(resolve))
  })

  it.each([
    ["--port-base", "65533"],
    ["--port", "1"],
  ])("says in one line what is wrong with %s %s", async (...args) => {
    const { output, exitCode } = run(...args)

    expect(await exitCode).toBe(1)
    expect(output().trim().split("\n")).toHaveLength(1)
    expect(output()).toContain(args[0])
  })
})
