import { resolve } from "node:path"

/** Lints the document with all of Redocly's recommended rules. */
const lint = async (path: string): Promise<string[]> => {
  // It is an ES module, and this file isn't one.
  const { createConfig, lint: lintFile } = await import("@redocly/openapi-core")
  const config = await createConfig({ extends: ["recommended"] })
  const problems = await lintFile({ ref: resolve(path), config })
  return problems.map(
    ({ ruleId, message, location }) =>
      `${ruleId}: ${message} (${location[0]?.pointer ?? "?"})`
  )
}

const main = async (): Promise<void> => {
  const problems = await lint(process.argv[2] ?? "docs/openapi.json")
  if (problems.length > 0) {
    console.error(problems.join("\n"))
    process.exitCode = 1
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
