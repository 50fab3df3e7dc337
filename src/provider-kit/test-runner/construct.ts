import { AbstractCancellationProvider } from "../provider"
import { CancellationProviderTestRunnerOptions } from "./types"

/** A base URL where nothing listens, for checks that send nothing. */
export const NOWHERE = "http://127.0.0.1:9"

/**
 * Constructs a provider as the plugin does. The options are validated, and then
 * handed over as they were written.
 */
export const construct = (
  { provider }: Pick<CancellationProviderTestRunnerOptions, "provider">,
  options: Record<string, unknown>
): AbstractCancellationProvider<unknown> => {
  provider.validateOptions(options)
  return new provider({} as never, options as never)
}
