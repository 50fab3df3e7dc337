import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import type { CancellationProvider } from "../../lib/wire"
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
  const { by, since, reason } = provider.pause
  return (
    <Notice variant="warning">
      <Time at={since}>
        {t(`notices.pausedBy.${by}`, { provider: name, since: time(since) })}
      </Time>
      {reason && <p className="text-ui-fg-subtle">{reason}</p>}
      {isAsking && <p>{t("notices.pausedWaits", { provider: name })}</p>}
    </Notice>
  )
}
