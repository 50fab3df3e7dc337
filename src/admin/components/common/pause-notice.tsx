import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import type { CancellationProvider } from "../../lib/wire"
import { type PauseKind, pauseKind } from "../../lib/pause"
import { keyOptionsOf } from "../../lib/key-options"
import { Notice } from "./notice"
import { Time } from "./time"

interface PauseNoticeProps {
  provider: CancellationProvider | undefined
  name: string
  /** Says what becomes of what is asked for now. */
  isAsking?: boolean
}

/** Why nothing is sent to a provider. Empty where it isn't paused. */
export const PauseNotice = ({ provider, name, isAsking }: PauseNoticeProps) => {
  const { t } = useWords()
  const { time } = useTimes()
  if (!provider?.pause) {
    return null
  }
  const { since, reason } = provider.pause
  const kind = pauseKind(provider.pause)
  return (
    <Notice variant="warning">
      <Time at={since}>
        {t(`notices.pausedBy.${kind}`, { provider: name, since: time(since) })}
      </Time>
      <PauseReason
        identifier={provider.identifier}
        kind={kind}
        reason={reason}
      />
      {isAsking && <p>{t("notices.pausedWaits", { provider: name })}</p>}
    </Notice>
  )
}

interface PauseReasonProps {
  identifier: string | null
  kind: PauseKind
  reason: string | null
}

/** What a person gave as the reason, or which options to look at. */
const PauseReason = ({ identifier, kind, reason }: PauseReasonProps) => {
  const { t } = useWords()
  const options = kind === "auth" ? keyOptionsOf(identifier) : null
  return (
    <p
      className="text-ui-fg-subtle empty:hidden"
      lang={options === null && kind !== "operator" ? "en" : undefined}
    >
      {options === null
        ? reason
        : t("notices.checkOptions", { options: options.join(", ") })}
    </p>
  )
}
