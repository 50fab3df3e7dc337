import { existsSync, readFileSync, readdirSync } from "node:fs"
import { basename, join } from "node:path"
import stores from "../../integration-tests/http/shared/stores.json"
import filter from "../shared-stores"

const HTTP = join(__dirname, "../../integration-tests/http")
const SHARED = join(HTTP, "shared")

const specsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => join(folder, file))

const ALL = [...specsIn(HTTP), ...specsIn(SHARED)]

const members = Object.values(stores).flat()

const left = (paths: string[]): string[] =>
  filter(paths).filtered.map(({ test }) => test)

describe("stores that spec files share", () => {
  it("run each spec file once, where all are run", () => {
    const files = left(ALL)
    const run = files.flatMap((file) => {
      const name = basename(file, ".spec.ts")
      return file.startsWith(SHARED)
        ? stores[name as keyof typeof stores].map((spec) => join(HTTP, spec))
        : [file]
    })
    expect(files.filter((file) => file.startsWith(SHARED))).toEqual(
      specsIn(SHARED)
    )
    expect(run.sort()).toEqual(specsIn(HTTP).sort())
  })

  it("leave spec files that are named to stores of their own", () => {
    const [one = "", two = ""] = members.map((spec) => join(HTTP, spec))
    expect(left([one])).toEqual([one])
    expect(left([...specsIn(SHARED), one, two])).toEqual([one, two])
  })

  it("run all of theirs where they are named", () => {
    expect(left(specsIn(SHARED))).toEqual(specsIn(SHARED))
  })

  it.each(members)("%s is there, and sets no environment", (spec) => {
    const path = join(HTTP, spec)
    expect(existsSync(path)).toBe(true)
    expect(readFileSync(path, "utf8")).not.toContain("process.env")
  })
})
