import { Link } from "react-router-dom"
import { useProviderNames } from "../../hooks/use-provider-names"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { providerName } from "../../lib/provider-name"
import type { CancellationProvider } from "../../lib/wire"
import { Notice } from "../common/notice"
import { PauseNotice } from "../common/pause-notice"

interface PausedProvidersProps {
  providers: CancellationProvider[]
  /** The ids that the list is filtered by; empty: it shows all providers. */
  filter: string[]
}

/** Why some of what the list shows isn't sent: one notice, however many are. */
export const PausedProviders = ({
  providers,
  filter,
}: PausedProvidersProps) => {
  const paused = providers.filter(
    ({ id, is_paused }) =>
      is_paused && (filter.length === 0 || filter.includes(id))
  )
  const [first, second] = paused
  return second ? (
    <Several ids={paused.map(({ id }) => id)} />
  ) : (
    first && (
      <PauseNotice
        provider={first}
        name={providerName(first.id, first.identifier)}
      />
    )
  )
}

/** Each row says why; what to do about it is on the page of the providers. */
const Several = ({ ids }: { ids: string[] }) => {
  const { t } = useWords()
  return (
    <Notice variant="warning">
      {t("notices.severalPaused", {
        n: ids.length,
        providers: useProviderNames()(ids),
      })}{" "}
      <Link to="/cancellations/providers" className={LINK}>
        {t("notices.seeProviders")}
      </Link>
    </Notice>
  )
}
