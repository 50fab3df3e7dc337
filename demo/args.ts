import { parseArgs } from "node:util"

const DEFAULT_PORT = 9000

export const USAGE = `Starts a Medusa store, four providers and an ERP, simulated on this machine, cancels
orders and shows what reached each of them. Then the store stays up.

  --port <port>  where the store listens (${DEFAULT_PORT})
  --exit         ends afterwards: with 0 if all came out as told, else with 1
  --help         shows this

DATABASE_URL, if set, names an empty database to use, and what the demo writes
stays there. Without it, PostgreSQL is brought along and deleted in the end.`

export interface DemoOptions {
  port: number
  exit: boolean
  help: boolean
}

/** @throws with one line that says which option is wrong */
export function readOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: String(DEFAULT_PORT) },
      exit: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(
      `--port must be a whole number from 1 to 65535, not "${values.port}".`
    )
  }
  return { port, exit: values.exit, help: values.help }
}
