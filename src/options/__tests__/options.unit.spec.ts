import { readFileSync, readdirSync } from "node:fs"
import { parsePluginOptions } from "../../modules/cancellation/options"
import type {
  CancellationPluginOptions,
  CancellationProviderEntry,
} from "../index"

const climes = "medusa-plugin-cancellation/providers/climes" as const
const akinon = "medusa-plugin-cancellation/providers/akinon" as const

/** What is in the environment is a text, or undefined: at boot it is checked. */
const { SOME_KEY, SOME_URL } = process.env

const options = {
  providers: [
    {
      resolve: climes,
      id: "climes",
      options: {
        apiKey: SOME_KEY,
        payer: "merchant",
        concurrency: 5,
        externalIdFrom: "metadata.climes",
      },
    },
    {
      resolve: akinon,
      id: "oms",
      options: { baseUrl: SOME_URL, token: SOME_KEY, defaultReason: 10 },
    },
    { resolve: "./src/acme", id: "acme", options: { anything: 1 } },
    { resolve: "@acme/cancellations/providers/acme", id: "acme-2" },
    { resolve: { services: [] }, id: "acme-3" },
  ],
  automation: { orderEdited: true },
  retryWindowMs: 60_000,
} satisfies CancellationPluginOptions

it("what the type allows, the plugin takes", () => {
  expect(parsePluginOptions(options)).toMatchObject({
    automation: { orderCanceled: true, orderEdited: true },
    retryWindowMs: 60_000,
  })
})

it("a mistake doesn't compile", () => {
  const mistakes: CancellationPluginOptions[] = [
    // @ts-expect-error -- there is no such option
    { retryWindow: 1 },
    // @ts-expect-error -- a time is a number
    { retryWindowMs: "72 h" },
    // @ts-expect-error -- there is no such automation
    { automation: { orderReturned: true } },
  ]
  const entries: CancellationProviderEntry[] = [
    // @ts-expect-error -- nobody pays
    { resolve: climes, id: "a", options: { apiKey: "k", payer: "nobody" } },
    // @ts-expect-error -- who pays is missing
    { resolve: climes, id: "a", options: { apiKey: "k" } },
    {
      resolve: climes,
      id: "a",
      // @ts-expect-error -- an option of another provider
      options: { apiKey: "k", payer: "merchant", token: "t" },
    },
    {
      resolve: climes,
      id: "a",
      // @ts-expect-error -- an option of every provider, with a wrong type
      options: { apiKey: "k", payer: "merchant", concurrency: "5" },
    },
    // @ts-expect-error -- there is no such provider
    { resolve: "medusa-plugin-cancellation/providers/clime", id: "a" },
    // @ts-expect-error -- each has an id
    { resolve: "./src/acme" },
  ]
  expect(mistakes.length + entries.length).toBe(9)
})

it("each provider that the plugin brings has its options", () => {
  const text = readFileSync("src/options/index.ts", "utf8")

  const names = readdirSync("src/providers").filter(
    (name) => !name.startsWith("__")
  )
  for (const name of names) {
    expect(text).toContain(`"medusa-plugin-cancellation/providers/${name}": `)
  }
})
