import { readFileSync } from "node:fs"
import { REFUSAL_STATUS } from "../../src/modules/cancellation/core/refusal"

const page = readFileSync("docs/api.md", "utf8")

it("docs/api.md names each refusal's code, with its status and when it is given", () => {
  const [, section = ""] = page.split("\n## Refusals\n")
  const [table = ""] = section.split("\n## ")
  const rows = [...table.matchAll(/^\| `(\w+)` \| (\d+) \| ([^|]+) \|/gm)]

  expect(rows.map(([, code = "", status]) => [code, Number(status)])).toEqual(
    Object.entries(REFUSAL_STATUS)
  )
  for (const [, , , when = ""] of rows) {
    expect(when).toMatch(/\w+ \w+/)
  }
})
