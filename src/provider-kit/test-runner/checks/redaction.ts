import { CancellationKind } from "../../call"
import { Attempt, Bench, Trouble } from "../bench"
import { Check, CheckGroup } from "../check"
import { must } from "../expect"
import { answers, drops } from "../server/faults"
import { keptOutcome, keptRequest, seenIn } from "../stored"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

const mustHide = (
  bench: Bench,
  { call, outcome }: Attempt,
  values: readonly string[]
): void => {
  const { strategy, logged } = bench
  const places = {
    "the outcome": keptOutcome(strategy, outcome),
    "the preview": keptRequest(strategy, strategy.preview(call)),
    "the log": logged,
  }
  for (const [place, kept] of Object.entries(places)) {
    const seen = seenIn(kept, values)
    must(
      seen === null,
      `"${seen ?? ""}" can be read in ${place}. Name secrets in secrets(), as they are written there, and mask personal data in redact(): ${JSON.stringify(kept)}`
    )
  }
}

/** An answer that repeats what was sent, as errors of some APIs do. */
const echo = (secrets: readonly string[]): unknown => ({
  note: `You sent ${secrets.join(" and ")}.`,
  message: secrets.join(" "),
  detail: secrets,
  code: secrets[0],
  status: "error",
  error: { type: secrets[0], message: secrets.join(" "), fields: { secrets } },
})

const scenes = ({ secrets }: Options): Record<string, Trouble> => ({
  "the answer is lost": { effect: drops({ applied: true }) },
  ...Object.fromEntries(
    [200, 400, 403, 500].flatMap((status): [string, Trouble][] => [
      [
        `a ${status} repeats the secrets`,
        { effect: answers({ status, body: echo(secrets) }) },
      ],
      [
        `a ${status} repeats the secrets in a page`,
        { effect: answers({ status, body: `<html>${secrets.join("<br>")}` }) },
      ],
    ])
  ),
})

const ordinary = (options: Options, kind: CancellationKind): Check[] => {
  const { secrets, personal = [] } = options
  const hidden = [...secrets, ...personal]
  return [
    {
      name: "shows no secret and nothing personal where it succeeds",
      run: () =>
        Bench.use(options, async (bench) => {
          mustHide(bench, await bench.attempt(bench.arrange(kind)), hidden)
        }),
    },
    ...Object.entries(options[kind]?.refusals ?? {}).map(([name, arrange]) => ({
      name: `shows no secret and nothing personal where it is refused: ${name}`,
      run: () =>
        Bench.use(options, async (bench) => {
          arrange(bench.api)
          mustHide(bench, await bench.attempt(bench.callOf(kind)), hidden)
        }),
    })),
  ]
}

/**
 * Checks what is kept of a call. It is masked as the plugin masks it: by the
 * provider's `redact`, and by the values in its `secrets`.
 */
export const redactionChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `what is kept of a ${kind}`,
  checks: [
    ...ordinary(options, kind),
    ...Object.entries(scenes(options)).map(([name, trouble]) => ({
      name: `shows no secret where ${name}`,
      run: () =>
        Bench.use(options, async (bench) => {
          mustHide(
            bench,
            await bench.attempt(bench.arrange(kind), trouble),
            options.secrets
          )
        }),
    })),
  ],
})
