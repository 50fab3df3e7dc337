import { CancellationCall, CancellationKind } from "../../call"
import { isResponse, jsonOf } from "../../http/exchange"
import { Proof } from "../../outcome"
import { Attempt, Bench } from "../bench"
import { Check, CheckGroup } from "../check"
import { must } from "../expect"
import { answers, drops } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

const isTime = (at: unknown): boolean =>
  typeof at === "string" && !Number.isNaN(Date.parse(at))

/** In a provider written in JavaScript a proof can be anything. */
const mustProve = (
  given: Proof | undefined,
  by: readonly Proof["by"][],
  where: string
): void => {
  const proof: Partial<Record<keyof Proof, unknown>> = given ?? {}
  must(
    by.some((word) => word === proof.by),
    `${where} has a proof by ${JSON.stringify(proof.by)}; expected "${by.join('" or "')}". Say whose word it is: proof: { by, statement }.`
  )
  must(
    typeof proof.statement === "string" &&
      proof.statement.trim() !== "" &&
      !proof.statement.includes("\n"),
    `${where} has a proof with the statement ${JSON.stringify(proof.statement)}; expected one line for a person that says what the provider said, such as "Acme's record: cancelled".`
  )
  must(
    proof.at === undefined || proof.at === null || isTime(proof.at),
    `${where} has a proof with the time ${JSON.stringify(proof.at)}; expected an ISO time of the provider's, or none.`
  )
}

const mustBeProven = ({ outcome }: Attempt): Proof | null => {
  if (outcome.type !== "succeeded" && outcome.type !== "already_done") {
    return null
  }
  mustProve(
    outcome.proof,
    ["answer", "record"],
    `The outcome "${outcome.type}"`
  )
  return outcome.proof
}

/** What the record proves about an attempt. Null where it shows nothing. */
const provenByRecord = async (
  bench: Bench,
  attempt: Attempt
): Promise<Proof | null> => {
  const effect = await bench.effectOf(attempt)
  if (effect.type !== "applied") {
    return null
  }
  mustProve(effect.proof, ["record"], 'The effect "applied"')
  return effect.proof
}

/** Lets one call take effect. Returns the proof of its outcome or effect. */
const proofOfSuccess = async (
  bench: Bench,
  kind: CancellationKind
): Promise<Proof | null> => {
  const attempt = await bench.attempt(bench.arrange(kind))
  if (attempt.outcome.type !== "accepted") {
    return mustBeProven(attempt)
  }
  bench.example(kind).settle?.(bench.api)
  return provenByRecord(bench, attempt)
}

const given = (options: Options, kind: CancellationKind): Check => ({
  name: "says whose word it is, and what was said",
  run: () =>
    Bench.use(options, async (bench) => {
      must(
        (await proofOfSuccess(bench, kind)) !== null,
        "The API carried it out, and nothing says that it is done."
      )
    }),
})

const ofRecord = (options: Options, kind: CancellationKind): Check => ({
  name: "is the record's where the record shows it",
  run: () =>
    Bench.use(options, async (bench) => {
      const attempt = await bench.attempt(bench.arrange(kind), {
        effect: drops({ applied: true }),
      })
      bench.example(kind).settle?.(bench.api)
      must(
        (await provenByRecord(bench, attempt)) !== null,
        "The API carried it out, and its record is said not to show it."
      )
    }),
})

/** What the API says of an open order, to whatever was asked. */
const openAnswers = async (
  options: Options,
  kind: CancellationKind
): Promise<unknown[]> => {
  const bodies: unknown[] = []
  await Bench.use(options, async (bench) => {
    const { exchanges = [] } = await bench.read(
      bench.arrange(kind).provider_order
    )
    for (const { result } of exchanges) {
      if (isResponse(result) && result.status < 300) {
        bodies.push(jsonOf(result))
      }
    }
  })
  return bodies
}

const notByAnswer = (options: Options, kind: CancellationKind): Check => ({
  name: "isn't an answer that shows the order as it was before",
  run: async () => {
    for (const body of await openAnswers(options, kind)) {
      await Bench.use(options, async (bench) => {
        const { outcome } = await bench.attempt(bench.arrange(kind), {
          effect: answers({ status: 200, body }),
        })
        must(
          !("proof" in outcome),
          `The outcome is "${outcome.type}" after a 200 that shows an open order: ${JSON.stringify(body)}. Name what tells a cancelled order from an open one.`
        )
      })
    }
  },
})

const notByRecord = (options: Options, kind: CancellationKind): Check => ({
  name: "isn't a record that shows the order as it was before",
  run: () =>
    Bench.use(options, async (bench) => {
      const call: CancellationCall = bench.arrange(kind)
      const effect = await bench.effectOf({ call, baseline: null })
      must(
        effect.type !== "applied",
        `findEffect() says applied of an order that is open, by ${JSON.stringify("proof" in effect ? effect.proof : null)}. Name what tells a cancelled order from an open one.`
      )
    }),
})

/** A partial void leaves the order open, so its proof can't prove a cancel. */
const notOfPart = (options: Options): Check => ({
  name: "is another one than that of a void, after which the order is open",
  run: async () => {
    const statements: (string | undefined)[] = []
    for (const kind of ["cancel", "void"] as const) {
      await Bench.use(options, async (bench) => {
        statements.push((await proofOfSuccess(bench, kind))?.statement.trim())
      })
    }
    const [whole, part] = statements
    must(
      whole !== part,
      `A full cancellation and a partial void are both proven by ${JSON.stringify(whole)}. Say what the provider said of each.`
    )
  },
})

/** Checks why the ledger may believe that something is done. */
export const proofChecks = (
  options: Options,
  kind: CancellationKind,
  { readable, has_record }: { readable: boolean; has_record: boolean }
): CheckGroup => ({
  name: `the proof of a ${kind}`,
  checks: [
    given(options, kind),
    ...(has_record ? [notByAnswer(options, kind)] : []),
    ...(readable ? [ofRecord(options, kind), notByRecord(options, kind)] : []),
    ...(kind === "cancel" && options.void ? [notOfPart(options)] : []),
  ],
})
