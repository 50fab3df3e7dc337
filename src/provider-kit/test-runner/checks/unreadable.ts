import { CancellationKind } from "../../call"
import { Bench } from "../bench"
import { Check, CheckGroup } from "../check"
import { mustBe } from "../expect"
import { answers, breaksOff, Fault, floods } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"
import { usualBody } from "../usual-body"

type Options = CancellationProviderTestRunnerOptions

/** Answers with a 2xx whose body proves nothing. Nothing was done. */
const UNREADABLE: Record<string, Fault> = {
  "a page instead of JSON": answers({ status: 200, body: "<html>Welcome" }),
  "half a JSON document": answers({
    status: 200,
    body: '{"id": "',
    headers: { "content-type": "application/json" },
  }),
  "JSON null": answers({ status: 200, body: null }),
  "a list": answers({ status: 200, body: [] }),
  "a text": answers({
    status: 200,
    body: '"ok"',
    headers: { "content-type": "application/json" },
  }),
  "a number": answers({ status: 200, body: 1 }),
  "a body that breaks off": breaksOff,
  "more than can be read": floods,
}

const unreadable = (options: Options, kind: CancellationKind): Check[] =>
  Object.entries(UNREADABLE).map(([name, effect]) => ({
    name: `is unknown after a 200 with ${name}`,
    run: () =>
      Bench.use(options, async (bench) => {
        const { outcome } = await bench.attempt(bench.arrange(kind), { effect })
        mustBe(outcome, ["unknown"], "the answer proves neither.")
      }),
  }))

/** The same keys, each with a value of a type that it never has. */
const wrongTypes = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return { 0: value.length }
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, wrongTypes(inner)])
    )
  }
  return typeof value === "string" ? 0 : [String(value)]
}

/** Left out for an API that answers a success without a body. */
const swapped = (options: Options, kind: CancellationKind): Check => ({
  name: "isn't done after a 200 with the right fields of wrong types",
  run: async () => {
    const body = wrongTypes(await usualBody(options, kind))
    await Bench.use(options, async (bench) => {
      const { outcome } = await bench.attempt(bench.arrange(kind), {
        effect: answers({ status: 200, body }),
      })
      const { has_record } = bench.strategy.capabilities
      mustBe(
        outcome,
        has_record ? ["unknown", "accepted"] : ["unknown"],
        "the answer is not what the API's document describes."
      )
    })
  },
})

/** Objects of something in between, or of an error in another shape. */
const FOREIGN: Record<string, Record<string, string>> = {
  "an empty object": {},
  "only an error": { error: "no" },
  "only a message": { message: "no" },
  "only a detail": { detail: "no" },
}

/**
 * Whether the API's own answer has no field that this body lacks. The two are
 * then the same in shape, and such a body may well be the API's success.
 */
const saysNoMore = (usual: unknown, body: object): boolean =>
  typeof usual === "object" &&
  usual !== null &&
  Object.keys(usual).every((name) => name in body)

const foreign = (options: Options, kind: CancellationKind): Check[] =>
  Object.entries(FOREIGN).map(([name, body]) => ({
    name: `isn't done after a 200 with ${name}`,
    run: async () => {
      if (saysNoMore(await usualBody(options, kind), body)) {
        return
      }
      await Bench.use(options, async (bench) => {
        const { outcome } = await bench.attempt(bench.arrange(kind), {
          effect: answers({ status: 200, body }),
        })
        const { has_record } = bench.strategy.capabilities
        mustBe(
          outcome,
          ["unknown", "rejected", ...(has_record ? ["accepted" as const] : [])],
          "the answer shows nothing of the order. Accept only what the API's document describes."
        )
      })
    },
  }))

/** Checks a 2xx that proves nothing: it isn't the API's, or isn't whole. */
export const unreadableChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `a ${kind} whose answer can't be read`,
  checks: [
    ...unreadable(options, kind),
    ...foreign(options, kind),
    swapped(options, kind),
  ],
})
