import { useNow } from "../../hooks/use-now"
import { useWords } from "../../hooks/use-words"
import { holdOf } from "../../lib/hold"
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
  const hold = holdOf(cancellation, provider, useNow())
  const given = hold === "operator" && provider?.pause?.reason
  return (
    <>
      {hold && <>{t(`hold.${hold}`, { provider: name })} </>}
      {given && <>“{given}” </>}
      <LastError cancellation={cancellation} name={name} isBesideName />
    </>
  )
}
