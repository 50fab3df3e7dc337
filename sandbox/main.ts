import { parseArgs } from "node:util"

import { SYSTEMS, startSandbox } from "./index"

const DEFAULT_PORT_BASE = 9101
const LAST_PORT = 65_535

const USAGE = `Simulates Climes, Fungies, Aplazame, Akinon and an ERP on 127.0.0.1.

  --port-base <port>  the first of five ports in a row (${DEFAULT_PORT_BASE})
  --help              shows this`

function readPortBase(text: string | undefined): number {
  const base = text === undefined ? DEFAULT_PORT_BASE : Number(text)
  const highest = LAST_PORT - SYSTEMS.length + 1
  if (!Number.isInteger(base) || base < 1 || base > highest) {
    throw new Error(
      `--port-base must be a whole number from 1 to ${highest}, not "${text}".`
    )
  }
  return base
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "port-base": { type: "string" },
      help: { type: "boolean" },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return
  }

  const base = readPortBase(values["port-base"])
  const sandbox = await startSandbox({
    ports: Object.fromEntries(
      SYSTEMS.map((name, index) => [name, base + index])
    ),
  })
  for (const name of SYSTEMS) {
    const { url, credentials } = sandbox[name]
    console.log(`${name.padEnd(9)} ${url}  ${JSON.stringify(credentials)}`)
  }
  console.log("Control API of each: /__sandbox/. Ctrl-C stops the sandbox.")

  const stop = () => void sandbox.stop()
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`sandbox: ${message}`)
  process.exitCode = 1
})
