import { CancellationCall, CancellationKind } from "../../call"
import { Attempt, Bench } from "../bench"
import { CheckGroup } from "../check"
import { DONE, guard, must, mustBe } from "../expect"
import { drops } from "../server/faults"
import { CancellationProviderTestRunnerOptions } from "../types"

type Options = CancellationProviderTestRunnerOptions

const repeat = async (bench: Bench, { call }: Attempt): Promise<void> => {
  must(
    bench.api.effects() === 1,
    `The API has ${bench.api.effects()} effects after the first call; expected 1.`
  )
  const { outcome } = await bench.attempt({ ...call, may_have_been_sent: true })
  mustBe(
    outcome,
    DONE,
    "it was done before, and a call that is harmless to repeat finds that out."
  )
  must(
    bench.api.effects() === 1,
    `The API has ${bench.api.effects()} effects after the same call was made twice. Don't declare it harmless_to_repeat.`
  )
}

const readAlike = async (
  bench: Bench,
  call: CancellationCall
): Promise<void> => {
  const first = await bench.attempt({ ...call, may_have_been_sent: false })
  const again = await bench.attempt({ ...call, may_have_been_sent: true })
  must(
    first.outcome.type === again.outcome.type,
    `The same answer is ${first.outcome.type} at first, and ${again.outcome.type} where may_have_been_sent is true. Don't declare repeats_alike.`
  )
  must(
    first.baseline === null || first.baseline === undefined,
    "prepare() returns a baseline. Don't declare repeats_alike."
  )
  const asked = bench.server.received.length
  await guard("prepare", () => bench.strategy.prepare(call, bench.context()))
  must(
    bench.server.received.length === asked,
    "prepare() calls the API. Don't declare repeats_alike."
  )
}

/** Checks what `repeats_alike` claims. */
export const alikeChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `a ${kind} whose repetition is read alike`,
  checks: [
    {
      name: "doesn't depend on whether it may have been sent before, at an order that the API doesn't know",
      run: () =>
        Bench.use(options, (bench) => readAlike(bench, bench.callOf(kind))),
    },
    {
      name: "doesn't depend on it at an order where it is done already",
      run: () =>
        Bench.use(options, async (bench) => {
          const { call } = await bench.attempt(bench.arrange(kind))
          await readAlike(bench, call)
        }),
    },
  ],
})

/** Checks what `harmless_to_repeat` claims. */
export const repeatChecks = (
  options: Options,
  kind: CancellationKind
): CheckGroup => ({
  name: `a ${kind} that is harmless to repeat`,
  checks: [
    {
      name: "takes effect once where its answer was lost and it is sent again",
      run: () =>
        Bench.use(options, async (bench) => {
          const effect = drops({ applied: true })
          await repeat(
            bench,
            await bench.attempt(bench.arrange(kind), { effect })
          )
        }),
    },
    {
      name: "takes effect once where it succeeded and is sent again",
      run: () =>
        Bench.use(options, async (bench) => {
          await repeat(bench, await bench.attempt(bench.arrange(kind)))
        }),
    },
  ],
})
