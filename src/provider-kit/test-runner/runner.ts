import { testGlobals } from "./globals"
import { CancellationProviderTestRunnerOptions, FakeApi } from "./types"

/**
 * Loads the checks when a suite is defined. The kit also runs in production,
 * where they would cost 50 ms and 1 MB for nothing.
 */
const loadContract = (): typeof import("./contract") =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() can't be waited for while tests are defined
  require("./contract") as typeof import("./contract")

/** The limit for one check. The slowest wait half a second for an answer. */
const TIMEOUT_MS = 10_000

/**
 * Holds a provider to the contract of `AbstractCancellationProvider`: defines
 * a suite of tests, with jest's globals, that drives the provider with the
 * plugin's own HTTP client against a fake of its API on loopback.
 *
 * It checks what answers prove, and what they don't: success, refusals, wrong
 * credentials, throttling, timeouts, refused and dropped connections before
 * and after the effect, 5xx, 408, redirects, answers that are malformed, huge
 * or of wrong types. It checks the claims in `capabilities`, that a preview
 * sends nothing, that options are validated, and that no secret is kept.
 *
 * @example
 * ```ts
 * cancellationProviderTestRunner({
 *   provider: AcmeCancellationProvider,
 *   options: (baseUrl) => ({ apiKey: "acme-key-0123", baseUrl }),
 *   secrets: ["acme-key-0123"],
 *   api: () => new FakeAcme("acme-key-0123"),
 *   cancel: {
 *     call: { provider_order: { external_id: "A-1" } },
 *     arrange: (api) => api.add("A-1"),
 *     refusals: { "no such order": () => undefined },
 *   },
 * })
 * ```
 *
 * @param options - the provider, the fake of its API, and example calls
 * @throws where there are no globals `describe` and `it`, and where the
 * provider can't be constructed from the options
 */
export const cancellationProviderTestRunner = <TApi extends FakeApi>(
  options: CancellationProviderTestRunnerOptions<TApi>
): void => {
  const { describe, it } = testGlobals()
  const { contractOf } = loadContract()
  describe(options.name ?? `provider ${options.provider.identifier}`, () => {
    for (const { name, checks } of contractOf(options)) {
      describe(name, () => {
        for (const check of checks) {
          it(check.name, check.run, TIMEOUT_MS)
        }
      })
    }
  })
}
