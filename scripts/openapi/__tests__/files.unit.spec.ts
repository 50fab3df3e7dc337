import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { generatedFiles } from "../files"

const ROOT = resolve(__dirname, "../../..")

it("the committed document and types are those that the routes give", async () => {
  for (const [path, content] of Object.entries(await generatedFiles())) {
    const committed = readFileSync(join(ROOT, path), "utf8")
    if (committed !== content) {
      throw new Error(`${path} is out of date: run \`npm run docs:openapi\`.`)
    }
  }
})
