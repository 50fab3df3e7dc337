/**
 * npm run compatibility                           what the table lacks
 * npm run compatibility -- ">=2.18.0 <2.20.0"     a range, even if it is there
 * npm run compatibility -- 2.21.2 --node 24 --postgres 13
 * npm run compatibility -- --ends                 the lowest and the newest again
 *
 * Installs the packed plugin in a store of each version of Medusa, as the suite
 * `package` does, and writes each result into docs/compatibility.md.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { parseArgs } from "node:util"
import {
  endsOf,
  endsOfMinors,
  keyOf,
  plan,
  type Row,
} from "./compatibility/plan"
import { installNode, installPostgres, viewed } from "./compatibility/runtimes"
import {
  hasPassed,
  type Result,
  resultsIn,
  testedIn,
  withResult,
} from "./compatibility/table"
import { startEmbeddedPostgres } from "./postgres"

const ROOT = join(__dirname, "..")
const TABLE = join(ROOT, "docs/compatibility.md")
const TESTED = join(ROOT, "src/modules/cancellation/core/tested-medusa.ts")

/**
 * npm makes no store of these that starts, with the plugin or without:
 * docs/compatibility.md says why.
 */
const NOT_INSTALLABLE = ["2.15.0", "2.15.2"]

const { version: plugin, peerDependencies } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8")
) as { version: string; peerDependencies: Record<string, string> }

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ends: { type: "boolean", default: false },
      node: { type: "string", multiple: true },
      postgres: { type: "string", multiple: true },
    },
  })
  const [asked] = positionals
  const known = new Set(resultsIn(readFileSync(TABLE, "utf8")).map(keyOf))
  const versions = versionsIn(asked)
  const rows = plan(
    values.ends ? endsOf(versions) : versions,
    values.node,
    values.postgres
  ).filter(
    (row) => values.ends || asked !== undefined || !known.has(keyOf(row))
  )
  for (const row of rows) {
    const result = await test(row)
    record(result)
    console.log(`${TABLE} has ${keyOf(row)} now.`)
    if (!hasPassed(result)) {
      process.exitCode = 1
    }
  }
}

/** The plugin warns, at boot, of what is outside of the table. */
function record(result: Result): void {
  const page = withResult(readFileSync(TABLE, "utf8"), result)
  const { lowest, newest } = testedIn(page)
  writeFileSync(TABLE, page)
  writeFileSync(
    TESTED,
    readFileSync(TESTED, "utf8").replace(
      /\{.*\}/,
      `{ lowest: "${lowest}", newest: "${newest}" }`
    )
  )
}

function versionsIn(asked: string | undefined): string[] {
  const range = asked ?? peerDependencies["@medusajs/medusa"] ?? ""
  const versions = viewed(`@medusajs/medusa@${range}`, "version").filter(
    (version) => !NOT_INSTALLABLE.includes(version)
  )
  if (versions.length === 0) {
    throw new Error(
      `npm knows no @medusajs/medusa ${range} that installs: is its registry ` +
        "reachable? Or name another range."
    )
  }
  return endsOfMinors(versions)
}

async function test(row: Row): Promise<Result> {
  console.log(`\n=== Medusa, Node, PostgreSQL: ${keyOf(row)}`)
  const folder = mkdtempSync(join(tmpdir(), "cancellation-compatibility-"))
  const counts = join(folder, "counts")
  try {
    const node = installNode(row.node, folder)
    const binaries = installPostgres(row.postgres, folder)
    const bin = join(node.folder, "bin")
    const postgres = await startEmbeddedPostgres({
      native: join(binaries.folder, "native"),
    })
    try {
      spawnSync(
        join(bin, "node"),
        [
          "--import=tsx",
          join(ROOT, "scripts/test.ts"),
          "package",
          "integration-tests/package/packed-plugin.spec.ts",
        ],
        {
          cwd: ROOT,
          stdio: "inherit",
          env: {
            ...process.env,
            PATH: [bin, process.env.PATH].join(delimiter),
            DATABASE_URL: postgres.url,
            MEDUSA_VERSION: row.medusa,
            TEST_COUNTS_FILE: counts,
          },
        }
      )
    } finally {
      await postgres.stop()
    }
    const [passed = 0, failed = 0, skipped = 0] = readFileSync(counts, "utf8")
      .trim()
      .split(" ")
      .map(Number)
    return {
      medusa: row.medusa,
      node: node.version,
      postgres: binaries.version.split("-")[0] ?? "",
      ...{ plugin, passed, failed, skipped },
      date: new Date().toISOString().slice(0, 10),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
