import { providerName } from "../../lib/provider-name"
import type { CancellationProvider } from "../../lib/wire"
import { PauseNotice } from "../common/pause-notice"

interface PausedProvidersProps {
  providers: CancellationProvider[]
  /** The ids that the list is filtered by; empty: it shows all providers. */
  filter: string[]
}

/** Why some of what the list shows isn't sent. */
export const PausedProviders = ({
  providers,
  filter,
}: PausedProvidersProps) => (
  <>
    {providers
      .filter(({ id }) => filter.length === 0 || filter.includes(id))
      .map((provider) => (
        <PauseNotice
          key={provider.id}
          provider={provider}
          name={providerName(provider.id, provider.identifier)}
        />
      ))}
  </>
)
