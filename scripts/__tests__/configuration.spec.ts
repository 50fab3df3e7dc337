import { readFileSync } from "node:fs"
import {
  COMMON_PROVIDER_OPTIONS,
  parsePluginOptions,
} from "../../src/modules/cancellation/options"

const page = readFileSync("docs/configuration.md", "utf8")

/** The first two columns of the table below a heading. */
const tableOf = (heading: string): [option: string, byDefault: string][] => {
  const [, section = ""] = page.split(`\n## ${heading}\n`)
  const [table = ""] = section.split("\n## ")
  return [...table.matchAll(/^\| `([\w.]+)` \| (.*?) \|/gm)].map(
    ([, option = "", byDefault = ""]) => [option, byDefault]
  )
}

const flat = (options: object, prefix = ""): [string, unknown][] =>
  Object.entries(options).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? flat(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value] as [string, unknown]]
  )

it("names each option of the plugin, with its default", () => {
  const documented = tableOf("Options of the plugin").map(
    ([option, byDefault]) => [
      option,
      JSON.parse(/`(.+?)`/.exec(byDefault)?.[1] ?? "null") as unknown,
    ]
  )
  expect(Object.fromEntries(documented)).toEqual(
    Object.fromEntries(flat(parsePluginOptions({})))
  )
})

it("names each option that every provider takes", () => {
  const documented = tableOf("Options of every provider").map(([name]) => name)
  expect(documented.sort()).toEqual([...COMMON_PROVIDER_OPTIONS].sort())
})
