import { AbstractCancellationProvider } from "../provider"
import { CancellationProviderTestRunnerOptions } from "./types"

/** A base URL where nothing listens, for what sends nothing. */
export const NOWHERE = "http://127.0.0.1:9"

/** As the plugin does it: validated, and then handed over as written. */
export const construct = (
  { provider }: Pick<CancellationProviderTestRunnerOptions, "provider">,
  options: Record<string, unknown>
): AbstractCancellationProvider<unknown> => {
  provider.validateOptions(options)
  return new provider({} as never, options as never)
}
