import { CancellationKind } from "../call"
import { Bench } from "./bench"
import { CancellationProviderTestRunnerOptions, FakeApi } from "./types"

/** The body of the API's answer to the call. Null where it has none. */
export const usualBody = async (
  options: CancellationProviderTestRunnerOptions,
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
