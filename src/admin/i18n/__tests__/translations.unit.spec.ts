/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { REFUSAL_CODES } from "../../../modules/cancellation/core/refusal"
import {
  LIKELY_ENDS,
  RECORD_STATES,
} from "../../../modules/cancellation/core/vocabulary"
import { ERROR_CODES } from "../../lib/error-words"
import { PROBLEM_CODES } from "../../lib/forecast"
import { SOURCES, STATUSES } from "../../lib/wire"
import de from "../de.json"
import en from "../en.json"
import es from "../es.json"
import fr from "../fr.json"
import tr from "../tr.json"

type Tree = { [key: string]: string | Tree }

const flatten = (tree: Tree, prefix = ""): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[`${prefix}${key}`, value] as const]
        : Object.entries(flatten(value, `${prefix}${key}.`))
    )
  )

const english = flatten(en)
const translations = {
  de: flatten(de),
  es: flatten(es),
  fr: flatten(fr),
  tr: flatten(tr),
}

const PLURAL = /_(zero|one|two|few|many|other)$/

const withoutPlural = (key: string): string => key.replace(PLURAL, "")

const keysOf = (texts: Record<string, string>): string[] =>
  [...new Set(Object.keys(texts).map(withoutPlural))].sort()

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").sort()

const ROOT = join(__dirname, "..", "..")

const sources = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("__tests__"))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }))

/** The keys in `t("…")`, `t(`…`)` and `t(isIt ? "…" : "…")`. */
const keysUsed = (text: string): string[] =>
  [...text.matchAll(/\bt\(\s*((?:[^()]|\([^()]*\))*)/g)].flatMap(([, call]) =>
    [...(call ?? "").matchAll(/["`]([a-z][\w]*(?:\.[\w${}.]+)+|title)["`]/gi)]
      .map(([, key]) => key ?? "")
      .filter((key) => key !== "")
  )

describe.each(Object.entries(translations))("the texts in %s", (_, texts) => {
  it("are there for every English one, and for nothing else", () => {
    expect(keysOf(texts)).toEqual(keysOf(english))
  })

  it("say the same with the same placeholders", () => {
    for (const [key, text] of Object.entries(texts)) {
      const original =
        english[key] ?? english[`${withoutPlural(key)}_other`] ?? ""
      expect({ key, has: placeholders(text) }).toEqual({
        key,
        has: placeholders(original),
      })
    }
  })

  it("are none of them empty", () => {
    expect(Object.values(texts).filter((text) => !text.trim())).toEqual([])
  })
})

describe.each(Object.entries({ en: english, ...translations }))(
  "plurals in %s",
  (language, texts) => {
    it("have a form for every number", () => {
      const forms = new Intl.PluralRules(language).resolvedOptions()
        .pluralCategories
      const plurals = Object.keys(texts).filter((key) => PLURAL.test(key))
      for (const base of new Set(plurals.map(withoutPlural))) {
        expect(plurals.filter((key) => withoutPlural(key) === base)).toEqual(
          expect.arrayContaining(forms.map((form) => `${base}_${form}`))
        )
      }
    })
  }
)

describe("the keys that the dashboard asks for", () => {
  const known = keysOf(english)
  const used = sources.flatMap(({ path, text }) =>
    keysUsed(text).map((key) => ({ path, key }))
  )

  it("are found in the sources at all", () => {
    expect(used.length).toBeGreaterThan(150)
  })

  it("exist", () => {
    const missing = used.filter(({ key }) => {
      const pattern = new RegExp(
        `^${key.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[a-z_]+")}$`,
        "i"
      )
      return !known.some((one) => pattern.test(one))
    })
    expect(missing).toEqual([])
  })

  it("are all the keys there are", () => {
    const patterns = used.map(
      ({ key }) =>
        new RegExp(
          `^${key.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[^.]+")}$`
        )
    )
    // The dashboard uses the title itself, and a count uses its group.
    const unused = known.filter(
      (key) => key !== "title" && !patterns.some((one) => one.test(key))
    )
    expect(unused).toEqual([])
  })

  it.each([
    ["status", STATUSES],
    ["meaning", STATUSES],
    ["announce", STATUSES],
    ["source", SOURCES],
    ["errors", ERROR_CODES],
    ["forecast.likely", LIKELY_ENDS],
    ["forecast.state", RECORD_STATES],
    ["forecast.problem", PROBLEM_CODES],
    ["refusals", REFUSAL_CODES],
  ])("have a text in %s for each value", (group, values) => {
    expect(known).toEqual(
      expect.arrayContaining(values.map((value) => `${group}.${value}`))
    )
  })
})

it("repeats the namespace in the route, where it must be a literal", () => {
  const page = sources.find(({ path }) =>
    path.endsWith(join("routes", "cancellations", "page.tsx"))
  )
  const namespace = /NAMESPACE = "(\w+)"/.exec(
    sources.find(({ path }) => path.endsWith("namespace.ts"))?.text ?? ""
  )?.[1]
  expect(page?.text).toContain(`translationNs: "${namespace ?? ""}"`)
})

it.each(Object.entries({ de, en, es, fr, tr }))(
  "no key stands twice in %s.json",
  (language, texts) => {
    const file = join(__dirname, "..", `${language}.json`)

    expect(readFileSync(file, "utf8")).toBe(
      `${JSON.stringify(texts, null, 2)}\n`
    )
  }
)

describe("what is said where a provider has no such order", () => {
  it.each([
    ["en", english, /options.*address/],
    ["de", translations.de, /Optionen.*Adresse/],
    ["es", translations.es, /opciones.*dirección/],
    ["fr", translations.fr, /options.*adresse/],
    ["tr", translations.tr, /seçenek.*adres/],
  ])("names its address too, in %s, if it may be that", (_of, texts, named) => {
    expect(texts["errors.not_found"]).toMatch(named)
    expect(texts["notices.orderUnknown.not_found"]).toMatch(named)
    // Its own words that it has no such order come from the right address.
    expect(texts["errors.order_not_found"]).not.toMatch(named)
    expect(texts["notices.orderUnknown.order_not_found"]).not.toMatch(named)
  })
})
