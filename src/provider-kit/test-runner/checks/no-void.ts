import { Bench } from "../bench"
import { CheckGroup } from "../check"
import { guard, must, mustBe } from "../expect"
import { CancellationProviderTestRunnerOptions } from "../types"

/** Checks what follows from `void: null` in the capabilities. */
export const noVoidChecks = (
  options: CancellationProviderTestRunnerOptions
): CheckGroup => ({
  name: "a void that it doesn't have",
  checks: [
    {
      name: "is rejected, and nothing is sent",
      run: () =>
        Bench.use(options, async (bench) => {
          const call = { ...bench.arrange("cancel"), kind: "void" as const }
          const context = { ...bench.context(), baseline: null }
          const outcome = await guard("void", () =>
            bench.strategy.void(call, context)
          )
          mustBe(outcome, ["rejected"], "the capabilities have no void.")
          must(
            bench.server.received.length === 0,
            "void() sent a request, though the capabilities have no void."
          )
        }),
    },
  ],
})
