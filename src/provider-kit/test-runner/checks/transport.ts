import { CancellationKind } from "../../call"
import { Bench, SHORT_TIMEOUT_MS, Trouble } from "../bench"
import { Check, CheckGroup } from "../check"
import { DONE, must, mustBe } from "../expect"
import { answers, Application, drops, hangs } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"
import { usualBody } from "../usual-body"

type Options = CancellationProviderTestRunnerOptions

const ELSEWHERE = "/somewhere-else"

interface Case {
  name: string
  trouble: (application: Application) => Trouble
}

/** Troubles that leave open whether the API acted. */
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
            // A provider that reads the record at once may find the effect.
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

/** The status decides, and not the words in a body. */
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

/** Checks troubles that prove nothing, or only that nothing was sent. */
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
  ],
})
