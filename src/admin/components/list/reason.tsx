import { useNow } from "../../hooks/use-now"
import { useWords } from "../../hooks/use-words"
import { nextStep } from "../../lib/next-attempt"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { LastError } from "../common/last-error"

interface ReasonProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  name: string
}

/** Why it has not happened. Empty where nothing stands in its way. */
export const Reason = ({ cancellation, provider, name }: ReasonProps) => {
  const { t } = useWords()
  const step = nextStep(cancellation, provider, useNow())?.key
  const pause = step === "paused" ? provider?.pause : null
  const hold =
    step === "circuit_open" || step === "not_configured" ? step : null
  return (
    <>
      {pause && <>{t(`pausedBy.${pause.by}`)} </>}
      {hold && <>{t(`next.${hold}`)} </>}
      <LastError cancellation={cancellation} name={name} isBesideName />
    </>
  )
}
