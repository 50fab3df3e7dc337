import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"

const FILES = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { encoding: "utf8" }
)
  .split("\n")
  .filter((path) => path && existsSync(path))

/** A short name stands for a file whose path ends with it. */
const filesNamed = (name: string): string[] =>
  FILES.filter((path) => path === name || path.endsWith(`/${name}`))

const NAME = /`([\w./-]+\.(?:tsx?|json|ya?ml))`/

/** Documents that promise something, and name where it is kept or shown. */
const PAGES = ["docs/guarantees.md", "docs/architecture.md", "SECURITY.md"]

const namesIn = (page: string): string[] => [
  ...new Set(
    [...readFileSync(page, "utf8").matchAll(new RegExp(NAME, "g"))].map(
      ([, name]) => name ?? ""
    )
  ),
]

it.each(PAGES)("every file that %s names exists", (page) => {
  const names = namesIn(page)
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !filesNamed(name).length)).toEqual([])
})

/** A file, and behind it the tests of it that are meant. */
const TESTS = /`([\w./-]+\.spec\.ts)`((?:[\s,(]+(?:and )?"[^"`]+")+)/g

const namedTests = (): [file: string, test: string][] =>
  [...readFileSync("docs/guarantees.md", "utf8").matchAll(TESTS)].flatMap(
    ([, file = "", titles = ""]) =>
      [...titles.matchAll(/"([^"]+)"/g)].map(
        ([, title = ""]): [string, string] => [
          file,
          title.replace(/\s+/g, " ").replace(/ ?…$/, ""),
        ]
      )
  )

it("every test that docs/guarantees.md names is in the file that it names", () => {
  const tests = namedTests()
  expect(tests.length).toBeGreaterThan(10)
  expect(
    tests.filter(
      ([file, test]) =>
        !filesNamed(file).some((path) =>
          readFileSync(path, "utf8").includes(test)
        )
    )
  ).toEqual([])
})
