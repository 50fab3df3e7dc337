import { Bench } from "../bench"
import { Check, CheckGroup } from "../check"
import { must } from "../expect"
import {
  answers,
  breaksOff,
  drops,
  Fault,
  floods,
  hangs,
} from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

/** Answers that say nothing about the order. */
const TROUBLE: Record<string, Fault> = {
  "no answer": hangs({ applied: false }),
  "a broken connection": drops({ applied: false }),
  "a 401": answers({ status: 401 }),
  "a 408": answers({ status: 408 }),
  "a 500": answers({ status: 500 }),
  "a 503 with a page": answers({ status: 503, body: "<html>Later" }),
  "a 404 with a page": answers({ status: 404, body: "<html>Nothing here" }),
  "a redirect": answers({ status: 302, headers: { location: "/" } }),
  "a page instead of JSON": answers({ status: 200, body: "<html>Hello" }),
  "JSON null": answers({ status: 200, body: null }),
  "a list": answers({ status: 200, body: [] }),
  "a body that breaks off": breaksOff,
  "more than can be read": floods,
}

const DECIMAL = /^\d+(\.\d+)?$/

const shown = (options: Options): Check => ({
  name: "shows an order that is there",
  run: () =>
    Bench.use(options, async (bench) => {
      const { provider_order } = bench.arrange("cancel")
      const reading = await bench.read(provider_order)
      must(
        reading.type === "found",
        `readRecord() ended as "${reading.type}"; expected "found".`
      )
      const { state, total, remaining, obstacle } = reading.record
      must(state === "open", `Its state is "${state}"; expected "open".`)
      must(
        !obstacle,
        `Its obstacle is "${obstacle?.type ?? ""}"; expected none, because the API cancels this order.`
      )
      for (const figure of [total, remaining]) {
        must(
          figure === null || DECIMAL.test(figure),
          `The record has the figure ${JSON.stringify(figure)}; expected a decimal as a string, such as "100.5", or null.`
        )
      }
      must(
        (reading.exchanges ?? []).length > 0,
        "The reading has no exchanges: they are what is kept as evidence."
      )
    }),
})

const missing = (options: Options): Check => ({
  name: "is not found where there is no such order",
  run: () =>
    Bench.use(options, async (bench) => {
      const reading = await bench.read(bench.callOf("cancel").provider_order)
      must(
        reading.type !== "found",
        "readRecord() found an order that the API doesn't have."
      )
    }),
})

const throttled = (options: Options): Check => ({
  name: "is read later after a 429",
  run: () =>
    Bench.use(options, async (bench) => {
      const { provider_order } = bench.arrange("cancel")
      const reading = await bench.read(
        provider_order,
        answers({ status: 429, headers: { "retry-after": "7" } })
      )
      must(
        reading.type === "failed" && reading.retry_after_ms === 7_000,
        `readRecord() ended as ${JSON.stringify({ ...reading, exchanges: undefined })}; expected "failed" with a retry_after_ms of 7000.`
      )
    }),
})

const failed = (options: Options): Check[] =>
  Object.entries(TROUBLE).map(([name, fault]) => ({
    name: `is neither found nor missing after ${name}`,
    run: () =>
      Bench.use(options, async (bench) => {
        const { provider_order } = bench.arrange("cancel")
        const reading = await bench.read(provider_order, fault)
        must(
          reading.type === "failed",
          `readRecord() ended as "${reading.type}"; expected "failed": this says nothing about the order.`
        )
      }),
  }))

/** Checks what `has_record` claims. */
export const recordChecks = (options: Options): CheckGroup => ({
  name: "its record of an order",
  checks: [
    shown(options),
    missing(options),
    throttled(options),
    ...failed(options),
  ],
})
