import { CancellationKind } from "../../call"
import { Effect } from "../../record"
import { Unit } from "../../unit"
import { Bench } from "../bench"
import { Check, CheckGroup } from "../check"
import { must, mustBe } from "../expect"
import { drops } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

const mustFind = (
  effect: Effect,
  expected: Effect["type"][],
  why: string
): void => {
  const said =
    effect.type === "undecidable"
      ? `undecidable (${effect.reason})`
      : effect.type
  must(
    expected.includes(effect.type),
    `findEffect() says ${said}; expected ${expected.join(" or ")}: ${why}`
  )
}

const applied = (options: Options, kind: CancellationKind): Check => ({
  name: "is found where it took effect before the connection was dropped",
  run: () =>
    Bench.use(options, async (bench) => {
      const { settle } = bench.example(kind)
      const attempt = await bench.attempt(bench.arrange(kind), {
        effect: drops({ applied: true }),
      })
      const found = await bench.effectOf(attempt)
      mustFind(
        found,
        settle ? ["settling", "applied"] : ["applied"],
        "the API carried it out."
      )
    }),
})

const absent = (options: Options, kind: CancellationKind): Check => ({
  name: "is absent where the connection was dropped before it took effect",
  run: () =>
    Bench.use(options, async (bench) => {
      const attempt = await bench.attempt(bench.arrange(kind), {
        effect: drops({ applied: false }),
      })
      mustFind(
        await bench.effectOf(attempt),
        ["absent"],
        "the API never saw it, and it has to be sent again."
      )
    }),
})

const settled = (options: Options, kind: CancellationKind): Check[] =>
  options[kind]?.settle
    ? [
        {
          name: "is settling until the API has settled it, and found then",
          run: () =>
            Bench.use(options, async (bench) => {
              const attempt = await bench.attempt(bench.arrange(kind))
              mustFind(
                await bench.effectOf(attempt),
                ["settling"],
                "the API took it and has not settled it."
              )
              bench.example(kind).settle?.(bench.api)
              mustFind(
                await bench.effectOf(attempt),
                ["applied"],
                "the API settled it."
              )
            }),
        },
      ]
    : []

/** Two voids of items can't be alike, because an item is voided once. */
const LIKE_ANOTHER: readonly Unit[] = ["currency", "count", "climes"]

const others = (options: Options, unit: Unit): Check[] =>
  LIKE_ANOTHER.includes(unit)
    ? [false, true].map((later) => ({
        name: `isn't taken for another of the same amount that was made ${later ? "after" : "before"} it`,
        run: () =>
          Bench.use(options, async (bench) => {
            const call = bench.arrange("void")
            const lost = () =>
              bench.attempt(call, { effect: drops({ applied: false }) })
            const other = () =>
              bench.attempt({ ...call, cancellation_id: "cncl_01OTHER" })

            const early = later ? await lost() : null
            const { outcome } = await other()
            mustBe(
              outcome,
              ["succeeded", "accepted"],
              "the example's order needs room for two such voids."
            )
            const reference =
              (outcome.type === "succeeded" && outcome.reference) || null
            mustFind(
              await bench.effectOf(
                early ?? (await lost()),
                reference === null ? [] : [reference]
              ),
              ["absent", "undecidable"],
              "the API never saw this one. Tell them apart by a reference, or by the ids of voids that prepare() read. Where the API lists no voids, it is readable: false."
            )
          }),
      }))
    : []

/** A record may show nothing of a part, whatever it showed before. */
const undecidable = (options: Options): Check => ({
  name: "is undecidable in a record that shows neither voids nor items",
  run: () =>
    Bench.use(options, async (bench) => {
      const call = bench.arrange("void")
      const reading = await bench.read(call.provider_order)
      must(
        reading.type === "found",
        `readRecord() ended as "${reading.type}"; expected "found".`
      )
      const hidden = { voids: null, items: null, total: null, remaining: null }
      mustFind(
        bench.strategy.findEffect(
          call,
          { ...reading.record, ...hidden },
          { baseline: null, owned_references: [] }
        ),
        ["undecidable"],
        "what isn't shown is not absent: absent means that it is sent again."
      )
    }),
})

/** Checks what `readable` claims. */
export const readBackChecks = (
  options: Options,
  kind: CancellationKind,
  unit: Unit
): CheckGroup => ({
  name: `a ${kind} that is looked for in the record`,
  checks: [
    applied(options, kind),
    absent(options, kind),
    ...settled(options, kind),
    ...(kind === "void" && !options.recordsCalls
      ? [undecidable(options), ...others(options, unit)]
      : []),
  ],
})
