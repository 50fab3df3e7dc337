/**
 * npm run demo              a store, the sandbox, and orders that are cancelled
 * npm run demo -- --help    its options
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { nodeProblem } from "./checks"

const { engines } = JSON.parse(
  readFileSync(join(__dirname, "..", "package.json"), "utf8")
) as { engines: { node: string } }

const problem = nodeProblem(process.versions.node, engines.node)
if (problem) {
  console.error(problem)
  process.exitCode = 1
} else {
  // Imported only now, because older Node versions may not load the rest.
  import("./run.js")
    .then(({ run }) => run(process.argv.slice(2)))
    .catch((error: unknown) => {
      console.error(
        `demo: ${error instanceof Error ? error.message : String(error)}`
      )
      process.exitCode = 1
    })
}
