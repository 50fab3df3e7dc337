import { CancellationKind } from "../../call"
import { Bench, SHORT_TIMEOUT_MS, Trouble } from "../bench"
import { Check, CheckGroup } from "../check"
import { DONE, must, mustBe } from "../expect"
import {
  answers,
  Application,
  breaksOff,
  drops,
  Fault,
  floods,
  hangs,
} from "../server/faults"
import { CancellationProviderTestRunnerOptions, FakeApi } from "../types"

type Options = CancellationProviderTestRunnerOptions

const ELSEWHERE = "/somewhere-else"

const page = (status: number, body = "<html>Bad gateway"): Fault =>
  answers({ status, body })

/** A success by its status, whose body proves nothing. Nothing was done. */
const UNREADABLE: Record<string, Fault> = {
  "a page instead of JSON": page(200, "<html>Welcome"),
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

/** What the API answers to the call itself; null where none is made. */
const usualBody = async (
  options: Options,
  kind: CancellationKind,
  arrange?: (api: FakeApi) => void
): Promise<unknown> => {
  let body: unknown = null
  await Bench.use(options, async (bench) => {
    const call = arrange ? bench.callOf(kind) : bench.arrange(kind)
    arrange?.(bench.api)
    const { received } = await bench.attempt(call)
    body = bench.effectsIn(call, received)[0]?.answer?.body ?? null
  })
  return body
}

/** An API that answers success without a body is not asked for one here. */
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

interface Case {
  name: string
  trouble: (application: Application) => Trouble
}

/** What leaves open whether the API acted, whatever the answer says. */
const OPEN: Case[] = [
  {
    name: "no answer comes in time",
    trouble: (application) => ({
      effect: hangs(application),
      timeoutMs: SHORT_TIMEOUT_MS,
    }),
  },
  {
    name: "the connection is dropped",
    trouble: (application) => ({ effect: drops(application) }),
  },
  ...[408, 500, 502, 503, 504].map((status): Case => ({
    name: `it answers ${status}`,
    trouble: (application) => ({
      effect: answers({ status, body: "<html>Sorry" }, application),
    }),
  })),
]

const open = (options: Options, kind: CancellationKind): Check[] =>
  OPEN.flatMap(({ name, trouble }) =>
    [false, true].map((applied) => ({
      name: `is unknown where ${name} ${applied ? "after" : "without"} the effect`,
      run: () =>
        Bench.use(options, async (bench) => {
          const { outcome } = await bench.attempt(
            bench.arrange(kind),
            trouble({ applied })
          )
          mustBe(
            outcome,
            // A provider that looks at once may well find it.
            applied ? ["unknown", ...DONE] : ["unknown"],
            "whether the API acted can't be told from this."
          )
          must(
            bench.api.effects() === (applied ? 1 : 0),
            `The API has ${bench.api.effects()} effects after one attempt. A call is made once; the core decides what follows.`
          )
        }),
    }))
  )

/** A status decides, and not the words of a body. */
const misleading = (options: Options, kind: CancellationKind): Check[] =>
  Object.entries(options[kind]?.refusals ?? {}).map(([name, arrange]) => ({
    name: `is unknown after a 500 in the words of a refusal: ${name}`,
    run: async () => {
      const body = await usualBody(options, kind, arrange)
      await Bench.use(options, async (bench) => {
        const { outcome } = await bench.attempt(bench.arrange(kind), {
          effect: answers({ status: 500, body }),
        })
        mustBe(outcome, ["unknown"], "a 5xx never proves that it won't.")
      })
    },
  }))

const redirected = (options: Options, kind: CancellationKind): Check[] =>
  [301, 302, 303, 307, 308].map((status) => ({
    name: `is unknown after a ${status}, which isn't followed`,
    run: () =>
      Bench.use(options, async (bench) => {
        const location = `${bench.server.url}${ELSEWHERE}`
        const { outcome, received } = await bench.attempt(bench.arrange(kind), {
          effect: answers({ status, headers: { location } }),
        })
        mustBe(outcome, ["unknown"], "a redirect doesn't tell.")
        must(
          received.every(({ request }) => request.path !== ELSEWHERE),
          "The redirect was followed, and the credentials with it."
        )
      }),
  }))

const refused = (options: Options, kind: CancellationKind): Check[] => [
  {
    name: "is tried again where the connection is refused from the start",
    run: () =>
      Bench.use(options, async (bench) => {
        const call = bench.arrange(kind)
        await bench.goDown()
        const { outcome } = await bench.attempt(call)
        mustBe(outcome, ["retry"], "nothing has left this machine.")
      }),
  },
  {
    name: "is tried again where the connection is refused after it was prepared",
    run: () =>
      Bench.use(options, async (bench) => {
        const { outcome } = await bench.attempt(bench.arrange(kind), {
          beforeSend: () => bench.goDown(),
        })
        mustBe(outcome, ["retry"], "nothing of the call has left this machine.")
      }),
  },
]

/** What proves nothing, or only that nothing was sent. */
export const transportChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `a ${kind} that goes wrong on the way`,
  checks: [
    ...refused(options, kind),
    ...open(options, kind),
    ...misleading(options, kind),
    ...redirected(options, kind),
    ...unreadable(options, kind),
    swapped(options, kind),
  ],
})
