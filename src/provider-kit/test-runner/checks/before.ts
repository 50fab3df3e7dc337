import { CancellationCall, CancellationKind } from "../../call"
import { RequestPreview } from "../../provider"
import { Bench } from "../bench"
import { CheckGroup } from "../check"
import { DONE, guard, must, mustBe } from "../expect"
import { answers, drops, Fault } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

/** Texts that may come where an id is expected. */
const ODD_IDS = [
  "",
  ".",
  "..",
  "../../admin",
  "a/b",
  "a?b=c",
  "a#b",
  "%2e%2e",
  "a b",
  "\ud800",
]

/** Where a request goes, without the id in it. */
const shapeOf = ({ url }: RequestPreview): string => {
  const { origin, pathname, searchParams } = new URL(url)
  const names = [...searchParams.keys()].join()
  return `${origin} ${pathname.split("/").length} ${names}`
}

const withId = (
  call: CancellationCall,
  external_id: string
): CancellationCall => ({
  ...call,
  provider_order: { ...call.provider_order, external_id },
})

/** Long enough for a request to arrive after it was begun. */
const aMoment = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 100)
  })

const READ_TROUBLE: Record<string, Fault> = {
  "a 500": answers({ status: 500 }),
  "a 429": answers({ status: 429, headers: { "retry-after": "7" } }),
  "a page instead of JSON": answers({ status: 200, body: "<html>Hello" }),
  "a redirect": answers({ status: 302, headers: { location: "/" } }),
  "a broken connection": drops({ applied: false }),
}

/** Checks what has to hold before a call leaves. */
export const beforeChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `a ${kind}, before it is sent`,
  checks: [
    {
      name: "is not refused where the API would carry it out",
      run: () =>
        Bench.use(options, async (bench) => {
          const refusal = bench.strategy.refuse(
            bench.arrange(kind),
            bench.now()
          )
          must(refusal === null, `refuse() said: ${refusal ?? ""}`)
        }),
    },
    {
      name: "is previewed alike each time, and nothing is sent by that",
      run: () =>
        Bench.use(options, async (bench) => {
          const call = bench.arrange(kind)
          const [one, other] = [call, call].map((same) =>
            JSON.stringify(bench.strategy.preview(same))
          )
          must(
            one === other,
            `preview() showed two requests for one call: ${one ?? ""} and ${other ?? ""}`
          )
          await aMoment()
          must(
            bench.server.received.length === 0,
            "preview() sent a request. It shows what would be sent, and sends nothing."
          )
        }),
    },
    {
      name: "changes nothing at the API while it is prepared",
      run: () =>
        Bench.use(options, async (bench) => {
          const call = bench.arrange(kind)
          const { strategy } = bench
          await guard("prepare", () => strategy.prepare(call, bench.context()))
          must(
            bench.api.effects() === 0,
            "prepare() cancelled or voided something. It may read and log in; the call comes after it."
          )
        }),
    },
    {
      name: "goes to the same place whatever the order's id is, or is refused",
      run: () =>
        Bench.use(options, async (bench) => {
          const { strategy } = bench
          const call = bench.callOf(kind)
          const usual = shapeOf(strategy.preview(call))
          for (const id of ODD_IDS) {
            const odd = withId(call, id)
            if (strategy.refuse(odd, bench.now()) !== null) {
              continue
            }
            const shape = shapeOf(strategy.preview(odd))
            must(
              shape === usual,
              `With the id ${JSON.stringify(id)} the call goes to ${strategy.preview(odd).url}. Let pathSegment() encode it, and refuse() what it gives null for.`
            )
          }
        }),
    },
    ...Object.entries(READ_TROUBLE).map(([name, fault]) => ({
      name: `is put off, or sent all the same, where what is read first gets ${name}`,
      run: () =>
        Bench.use(options, async (bench) => {
          const call = bench.arrange(kind)
          const { outcome, settledBy } = await bench.attempt(call, {
            others: fault,
          })
          mustBe(
            outcome,
            settledBy === "send" ? [...DONE, "retry"] : ["retry"],
            "nothing was sent, so it can be tried again."
          )
        }),
    })),
  ],
})
