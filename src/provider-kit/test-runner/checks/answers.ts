import { CancellationKind } from "../../call"
import { AUTH_ERROR_CODES } from "../../outcome"
import { Attempt, Bench } from "../bench"
import { Check, CheckGroup } from "../check"
import { must, mustBe } from "../expect"
import { answers, Fault } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

const mustKeepEvidence = (bench: Bench, attempt: Attempt): void => {
  const { method, url } = bench.strategy.preview(attempt.call)
  must(
    (attempt.outcome.exchanges ?? []).some(
      ({ request }) => request.method === method && request.url === url
    ),
    `The outcome has no exchange of ${method} ${url}. Give every outcome the exchanges it was made of: { exchanges: [exchange] }.`
  )
}

const success = (options: Options, kind: CancellationKind): Check => {
  const type = options[kind]?.settle ? "accepted" : "succeeded"
  return {
    name: `is ${type} where the API carries it out, once, as previewed`,
    run: () =>
      Bench.use(options, async (bench) => {
        const call = bench.arrange(kind)
        const attempt = await bench.attempt(call)
        const { received, outcome } = attempt
        const sent = received.map(
          ({ request }) => `${request.method} ${request.path}${request.query}`
        )
        const { method, url } = bench.strategy.preview(call)
        mustBe(outcome, [type], `the API answered ${sent.join(", ")}.`)
        must(
          bench.effectsIn(call, received).length === 1,
          `preview() shows ${method} ${url}, which has to be sent once; sent was ${sent.join(", ") || "nothing"}.`
        )
        must(
          bench.api.effects() === 1,
          `The API has ${bench.api.effects()} effects after one call; expected 1.`
        )
        mustKeepEvidence(bench, attempt)
      }),
  }
}

const refusals = (options: Options, kind: CancellationKind): Check[] =>
  Object.entries(options[kind]?.refusals ?? {}).map(([name, arrange]) => ({
    name: `is rejected with a reason where the API refuses it: ${name}`,
    run: () =>
      Bench.use(options, async (bench) => {
        arrange(bench.api)
        const { outcome } = await bench.attempt(bench.callOf(kind))
        mustBe(outcome, ["rejected"], "the API's answer proves that it won't.")
        must(
          bench.api.effects() === 0,
          "The fake carried it out: it has to refuse the call in this arrangement."
        )
        if (outcome.type === "rejected") {
          const { code, message } = outcome.error
          must(
            code !== "" && message.trim() !== "" && !message.includes("\n"),
            "A refusal needs a code, and a message of one line for a person."
          )
        }
      }),
  }))

const throttlings: [name: string, headers: Record<string, string>, number?][] =
  [
    ["with Retry-After in seconds", { "retry-after": "7" }, 7_000],
    [
      "with a date in Retry-After",
      {
        date: "Thu, 01 Jan 2026 00:00:00 GMT",
        "retry-after": "Thu, 01 Jan 2026 00:01:00 GMT",
      },
      60_000,
    ],
    ["without Retry-After", {}],
  ]

const throttled = (options: Options, kind: CancellationKind): Check[] =>
  throttlings.map(([name, headers, wait]) => ({
    name: `is tried again after a 429 ${name}`,
    run: () =>
      Bench.use(options, async (bench) => {
        const { outcome } = await bench.attempt(bench.arrange(kind), {
          effect: answers({ status: 429, headers }),
        })
        mustBe(outcome, ["retry"], "a 429 says that it was not processed.")
        const asked = outcome.type === "retry" && outcome.retry_after_ms
        must(
          (asked || undefined) === wait,
          `retry_after_ms is ${String(asked)}; expected ${wait ?? "none"}. classifyTransport() reads it.`
        )
      }),
  }))

const mustBeUnauthorized = ({ outcome }: Attempt): void => {
  mustBe(
    outcome,
    ["retry"],
    "wrong credentials prove that it was not processed, and can be put right."
  )
  must(
    outcome.type === "retry" &&
      outcome.error.code === AUTH_ERROR_CODES.unauthorized,
    "The error's code has to be AUTH_ERROR_CODES.unauthorized, which pauses the provider."
  )
}

const unauthorized = (options: Options, kind: CancellationKind): Check => ({
  name: "pauses the provider where the credentials are wrong",
  run: () =>
    Bench.use(
      options,
      async (bench) => {
        const refuse: Fault = answers({ status: 401 })
        const trouble = options.wrongCredentials
          ? {}
          : { effect: refuse, others: refuse }
        mustBeUnauthorized(await bench.attempt(bench.arrange(kind), trouble))
        must(
          bench.api.effects() === 0,
          "The fake carried it out: it has to refuse wrong credentials."
        )
      },
      options.wrongCredentials
    ),
})

const notFoundPage = (options: Options, kind: CancellationKind): Check => ({
  name: "isn't taken for done after a 404 with a page",
  run: () =>
    Bench.use(options, async (bench) => {
      const { outcome } = await bench.attempt(bench.arrange(kind), {
        effect: answers({ status: 404, body: "<html>Not found" }),
      })
      mustBe(
        outcome,
        ["rejected", "retry", "unknown"],
        "nothing was cancelled, and the base URL may be wrong."
      )
    }),
})

/** Checks what the API's own answers prove. */
export const answerChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `a ${kind} that is answered`,
  checks: [
    success(options, kind),
    ...refusals(options, kind),
    ...throttled(options, kind),
    unauthorized(options, kind),
    notFoundPage(options, kind),
  ],
})
