import { readFileSync } from "node:fs"
import { availableParallelism, cpus, release, totalmem } from "node:os"
import { join } from "node:path"
import { Client } from "@medusajs/framework/pg"
import type { World } from "../world"

/** The machine and the software that were measured. */
export interface Machine {
  hardware: string
  /** The load before the benchmark began, as `uptime` shows it. */
  loadBefore: number
  /** The share of the run's processor time that the host gave to others. */
  stolen: number | null
  versions: [name: string, version: string][]
}

export const describeMachine = async (
  { postgres, redis }: World,
  { loadBefore, stolen }: Pick<Machine, "loadBefore" | "stolen">
): Promise<Machine> => ({
  loadBefore,
  stolen,
  hardware: `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 1_073_741_824)} GB of memory, Linux ${release()}`,
  versions: [
    ["Node", process.versions.node],
    ["PostgreSQL", await versionOf(postgres.url)],
    ["Medusa", installed("@medusajs/medusa")],
    ["undici", installed("undici")],
    ["pg-boss", installed("pg-boss")],
    ["graphile-worker", installed("graphile-worker")],
    ["BullMQ", installed("bullmq")],
    ["Redis", redis?.version ?? "not installed"],
  ],
})

const versionOf = async (url: string): Promise<string> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string }>(
      "show server_version"
    )
    return rows[0]?.server_version ?? "unknown"
  } finally {
    await client.end()
  }
}

const installed = (name: string): string => {
  const path = join(__dirname, "../../node_modules", name, "package.json")
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version
}
