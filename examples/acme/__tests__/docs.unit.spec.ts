import { readFileSync } from "node:fs"
import { join } from "node:path"

const acme = join(__dirname, "..")
const page = readFileSync(join(acme, "../../docs/write-a-provider.md"), "utf8")

describe("docs/write-a-provider.md", () => {
  it.each([
    "index.ts",
    "__tests__/fake-acme.ts",
    "__tests__/acme.unit.spec.ts",
  ])("shows %s as it is", (file) => {
    const code = readFileSync(join(acme, file), "utf8")
    expect(page).toContain(`\`\`\`ts\n${code}\`\`\`\n`)
  })
})
