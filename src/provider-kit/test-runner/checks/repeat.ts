import { CancellationKind } from "../../call"
import { Attempt, Bench } from "../bench"
import { CheckGroup } from "../check"
import { DONE, must, mustBe } from "../expect"
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
