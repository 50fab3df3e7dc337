import { readFileSync } from "node:fs"
import { z } from "@medusajs/framework/zod"
import {
  COMMON_PROVIDER_OPTIONS,
  parsePluginOptions,
} from "../../src/modules/cancellation/options"
import { optionsSchema as akinon } from "../../src/providers/akinon/options"
import { optionsSchema as aplazame } from "../../src/providers/aplazame/options"
import { optionsSchema as climes } from "../../src/providers/climes/options"
import { optionsSchema as fungies } from "../../src/providers/fungies/options"
import { optionsSchema as webhook } from "../../src/providers/webhook/options"

const page = readFileSync("docs/configuration.md", "utf8")

/** The first two columns of the table below a heading. */
const rowsOf = (heading: string): [option: string, byDefault: string][] => {
  const [, section = ""] = page.split(`\n## ${heading}\n`)
  const [table = ""] = section.split("\n## ")
  return [...table.matchAll(/^\| (`.+?`) \| (.*?) \|/gm)].map(
    ([, option = "", byDefault = ""]) => [option, byDefault]
  )
}

const tableOf = (heading: string): [option: string, byDefault: string][] =>
  rowsOf(heading).map(([option, byDefault]) => [
    option.replaceAll("`", ""),
    byDefault,
  ])

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

const PROVIDERS: Record<string, z.ZodType> = {
  Climes: climes,
  Fungies: fungies,
  Aplazame: aplazame,
  Akinon: akinon,
  Webhook: webhook,
}

/** The options themselves, whatever is checked or made of all of them. */
const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  schema instanceof z.ZodPipe
    ? shapeOf(schema.in as z.ZodType)
    : (schema as z.ZodObject<Record<string, z.ZodType>>).shape

/** The words of a page for an option without a value of its own. */
const WORDS: Record<string, unknown> = {
  required: "required",
  none: undefined,
  "found out": undefined,
  "–": undefined,
}

const shownDefault = (cell: string): unknown => {
  const [, value] = /^`(.+)`$/.exec(cell) ?? []
  if (value !== undefined) {
    return JSON.parse(value)
  }
  return cell in WORDS ? WORDS[cell] : cell
}

const defaultOf = (schema: z.ZodType): unknown => {
  const parsed = schema.safeParse(undefined)
  return parsed.success ? parsed.data : "required"
}

it.each(Object.keys(PROVIDERS))(
  "names each option of %s, with its default",
  (name) => {
    const options = Object.entries(shapeOf(PROVIDERS[name] as z.ZodType)).map(
      ([option, schema]) => [option, defaultOf(schema)] as const
    )
    const documented = rowsOf(name).flatMap(([names, byDefault]) =>
      [...names.matchAll(/`(\w+)`/g)].map(
        ([, option = ""]) => [option, shownDefault(byDefault)] as const
      )
    )
    expect(new Map(documented)).toEqual(new Map(options))
    expect(documented).toHaveLength(options.length)
  }
)
