import { readFileSync } from "node:fs"
import { join } from "node:path"

const shipfast = join(__dirname, "..")
const page = readFileSync(
  join(shipfast, "../../docs/write-a-provider.md"),
  "utf8"
)

describe("docs/write-a-provider.md", () => {
  it.each([
    "index.ts",
    "__tests__/fake-shipfast.ts",
    "__tests__/shipfast.unit.spec.ts",
    "serve.ts",
  ])("shows %s as it is", (file) => {
    const code = readFileSync(join(shipfast, file), "utf8")
    expect(page).toContain(`\`\`\`ts\n${code}\`\`\`\n`)
  })
})
