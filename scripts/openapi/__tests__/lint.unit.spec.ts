import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const ROOT = resolve(__dirname, "../../..")
const DOCUMENT = join(ROOT, "docs/openapi.json")

jest.setTimeout(60_000)

/** Runs in its own process, because Redocly's package is an ES module. */
const lint = (path: string): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", join(ROOT, "scripts/openapi/lint.ts"), path],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "", REDOCLY_TELEMETRY: "off" },
    }
  )
  return { status, output: stdout + stderr }
}

it("the document passes Redocly's rules", () => {
  expect(lint(DOCUMENT)).toEqual({ status: 0, output: "" })
})

it("one with a mistake in it doesn't", () => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"))
  try {
    const broken = join(folder, "openapi.json")
    writeFileSync(
      broken,
      readFileSync(DOCUMENT, "utf8").replace(
        '"#/components/schemas/AdminError"',
        '"#/components/schemas/Nothing"'
      )
    )
    const { status, output } = lint(broken)
    expect(status).toBe(1)
    expect(output).toContain("no-unresolved-refs")
  } finally {
    rmSync(folder, { recursive: true })
  }
})
