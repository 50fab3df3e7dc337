/**
 * npx tsx scripts/compatibility.ts                 the lowest and the newest
 * npx tsx scripts/compatibility.ts 2.21.0 2.21.1   these versions of Medusa
 *
 * Installs the packed plugin in a store of each version, as the suite `package`
 * does, and writes the results to docs/compatibility.md.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const ROOT = join(__dirname, "..")
const TABLE = join(ROOT, "docs/compatibility.md")

interface Result {
  medusa: string
  passed: number
  failed: number
  skipped: number
}

const { version, peerDependencies } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8")
) as { version: string; peerDependencies: Record<string, string> }

const range = peerDependencies["@medusajs/medusa"] ?? ""

function main(args: string[]): void {
  const versions = args.length > 0 ? args : [lowest(), newest()]
  const results = [...new Set(versions)].map(test)
  writeFileSync(TABLE, document(results))
  console.log(`${TABLE} was written.`)
  if (results.some(({ passed, failed }) => failed > 0 || passed === 0)) {
    process.exitCode = 1
  }
}

/** The lowest version is the one after the caret. */
function lowest(): string {
  const [, found] = /^\^(\d+\.\d+\.\d+)$/.exec(range) ?? []
  if (!found) {
    throw new Error(
      `The peer range of @medusajs/medusa is "${range}": make it ^x.y.z, or ` +
        "name the versions to test."
    )
  }
  return found
}

function newest(): string {
  const { stdout, status } = spawnSync(
    "npm",
    ["view", `@medusajs/medusa@${range}`, "version", "--json"],
    { encoding: "utf8" }
  )
  const all: unknown = status === 0 ? JSON.parse(stdout) : []
  const last: unknown = Array.isArray(all) ? all.at(-1) : all
  if (typeof last !== "string") {
    throw new Error(
      "npm doesn't tell the newest version of @medusajs/medusa: is its " +
        "registry reachable? Or name the versions to test."
    )
  }
  return last
}

function test(medusa: string): Result {
  console.log(`\n=== Medusa ${medusa}`)
  const folder = mkdtempSync(join(tmpdir(), "cancellation-compatibility-"))
  const counts = join(folder, "counts")
  try {
    spawnSync(
      process.execPath,
      ["--import=tsx", join(ROOT, "scripts/test.ts"), "package"],
      {
        cwd: ROOT,
        stdio: "inherit",
        env: {
          ...process.env,
          MEDUSA_VERSION: medusa,
          TEST_COUNTS_FILE: counts,
        },
      }
    )
    const [passed = 0, failed = 0, skipped = 0] = readFileSync(counts, "utf8")
      .trim()
      .split(" ")
      .map(Number)
    return { medusa, passed, failed, skipped }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function document(results: Result[]): string {
  const rows = results.map(
    ({ medusa, passed, failed, skipped }) =>
      `| ${medusa} | ${process.versions.node} | ${passed} | ${failed} | ${skipped} |`
  )
  return `# Compatibility

The packed plugin ${version} was installed in a new store of each version of Medusa,
[configured as documented](configuration.md), migrated, built with the dashboard, and
started. Then orders were cancelled, parts were voided, the dashboard was opened, and
the backfill was run. \`npx tsx scripts/compatibility.ts\` wrote this page on ${new Date().toISOString().slice(0, 10)}.

| Medusa | Node | tests passed | failed | skipped |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

Versions in between weren't tried; they are expected to work. npm refuses older versions,
because the plugin asks for Medusa \`${range}\`.
`
}

main(process.argv.slice(2))
