import { readFileSync } from "node:fs"
import { FILES, PAGES } from "../__fixtures__/repository"

/** Documents about older releases may name files that no longer exist. */
const PAGES_OF_TODAY = PAGES.filter((page) => !/change/i.test(page))

const withoutSamples = (text: string): string =>
  text.replace(/^```.*?^```/gms, "")

const FILE = /\.(?:[cm]?[jt]sx?|json|ya?ml|md|txt|png|svg)$/

/**
 * Names of things outside of this repository: a URL's path, a package, the
 * result of a build, and files in a reader's own store.
 */
const ELSEWHERE = [
  /^[/@]/,
  /^medusa-plugin-cancellation\//,
  /^\.(medusa|cache)\//,
  /^src\/(acme|shipfast)\//,
  /^instrumentation\.ts$/,
]

/** A single name in braces, unlike `{one,another}`, is a URL's placeholder. */
const isPath = (name: string): boolean =>
  /^[\w.\-/@<>*{},]+$/.test(name) &&
  (name.includes("/") || FILE.test(name)) &&
  !/\{[^,]*\}/.test(name) &&
  !ELSEWHERE.some((pattern) => pattern.test(name))

/** `{one,another}` names two files. */
const eachOf = (path: string): string[] => {
  const [, before = "", choices, after = ""] =
    /^(.*?)\{(.+?)\}(.*)$/.exec(path) ?? []
  return choices === undefined
    ? [path]
    : choices
        .split(",")
        .flatMap((choice) => eachOf(`${before}${choice}${after}`))
}

const pathsIn = (page: string): string[] => [
  ...new Set(
    [...withoutSamples(readFileSync(page, "utf8")).matchAll(/`([^`]+)`/g)]
      .map(([, name = ""]) => name)
      .filter(isPath)
      .flatMap(eachOf)
  ),
]

/** `<name>` and `*` stand for any name. */
const patternOf = (name: string): string =>
  name
    .replace(/\/$/, "")
    .split(/<\w+>|\*/)
    .map((part) => part.replace(/[.]/g, "\\$&"))
    .join("[^/]+")

/** A short name means the files whose path ends with it. */
const filesNamed = (name: string): string[] => {
  const named = new RegExp(`(?:^|/)${patternOf(name)}(?:/|$)`)
  return FILES.filter((path) => named.test(path))
}

it.each(PAGES_OF_TODAY)("every path that %s names exists", (page) => {
  expect(pathsIn(page).filter((path) => !filesNamed(path).length)).toEqual([])
})

it("finds the paths that the documents name", () => {
  expect(pathsIn("docs/guarantees.md").length).toBeGreaterThan(40)
  expect(PAGES_OF_TODAY.flatMap(pathsIn)).toEqual(
    expect.arrayContaining([
      "src/providers/<name>",
      "src/modules/cancellation/migrations",
      ".ci/run",
      "docs/performance.md",
    ])
  )
})

it.each(["docs/gone.md", "src/gone", "core/gone", "src/{api,gone}", "gone.ts"])(
  "would miss %s",
  (name) => {
    expect(isPath(name)).toBe(true)
    expect(
      eachOf(name).filter((path) => !filesNamed(path).length)
    ).toHaveLength(1)
  }
)

/** A spec file, followed by the names of the tests that are meant. */
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
