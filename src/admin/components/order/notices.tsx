import { useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import type {
  CancellationProvider,
  LastError,
  VoidFigures,
} from "../../lib/wire"
import { ErrorText } from "../common/error-text"
import { Notice } from "../common/notice"
import { PauseNotice } from "../common/pause-notice"

interface NoticesProps {
  name: string
  externalId: string
  provider: CancellationProvider | undefined
  figures: VoidFigures | undefined
}

/** What to know before doing anything at this provider. */
export const Notices = ({
  name,
  externalId,
  provider,
  figures,
}: NoticesProps) => (
  <>
    <ProviderNotice name={name} provider={provider} />
    {figures && (
      <FiguresNotice name={name} externalId={externalId} figures={figures} />
    )}
  </>
)

const ProviderNotice = ({
  name,
  provider,
}: {
  name: string
  provider: CancellationProvider | undefined
}) => {
  const { t } = useWords()
  if (provider && !provider.is_configured) {
    return (
      <Notice variant="warning">
        {t("notices.notConfigured", { provider: name })}
      </Notice>
    )
  }
  return (
    <>
      <PauseNotice provider={provider} name={name} />
      {provider?.circuit.state === "open" && (
        <Notice variant="warning">
          {t("notices.circuitOpen", { provider: name })}
        </Notice>
      )}
      {provider?.identifier === "fungies" && (
        <Notice variant="info">{t("notices.refundsNothing")}</Notice>
      )}
    </>
  )
}

const FiguresNotice = ({
  name,
  externalId,
  figures,
}: {
  name: string
  externalId: string
  figures: VoidFigures
}) => {
  const { t } = useWords()
  const { inUnit } = useAmounts()
  const atProvider = figures.provider?.voided ?? null
  const isInSums = atProvider !== null && atProvider !== figures.ledger.voided
  return (
    <>
      {figures.drift && (
        <Notice variant="warning">
          {isInSums
            ? t("notices.drift", {
                provider: name,
                theirs: inUnit(atProvider, figures),
                ours: inUnit(figures.ledger.voided, figures),
              })
            : t("notices.driftElsewhere", { provider: name })}
        </Notice>
      )}
      {figures.provider_error && (
        <NotRead
          error={figures.provider_error}
          name={name}
          externalId={externalId}
        />
      )}
      {figures.total === null && figures.unit !== "none" && (
        <Notice variant="info">{t("notices.totalUnknown")}</Notice>
      )}
    </>
  )
}

/** Why there are no figures of the provider's own. */
const NotRead = ({
  error,
  name,
  externalId,
}: {
  error: LastError
  name: string
  externalId: string
}) => {
  const { t } = useWords()
  switch (error.code) {
    case "not_asked":
      return (
        <Notice variant="info">
          {t("notices.notAsked", { provider: name })}
        </Notice>
      )
    case "not_found":
    case "order_not_found":
      return (
        <Notice variant="warning">
          {t(`notices.orderUnknown.${error.code}`, {
            provider: name,
            id: externalId,
          })}
        </Notice>
      )
    default:
      return (
        <Notice variant="warning">
          {t("notices.ledgerOnly", { provider: name })}{" "}
          <ErrorText error={error} provider={name} />
        </Notice>
      )
  }
}
