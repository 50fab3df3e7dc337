import { Text } from "@medusajs/ui"
import { useNow } from "../../hooks/use-now"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import { nextStep } from "../../lib/next-attempt"
import { waitsFor } from "../../lib/status"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { Time } from "./time"
import { WaitsFor } from "./waits-for"

interface NextStepProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
}

/** When it is tried next, or why it isn't. Empty where nothing follows. */
export const NextStep = ({ cancellation, provider }: NextStepProps) => {
  const { t } = useWords()
  const now = useNow()
  const { time, relative } = useTimes()
  if (waitsFor(cancellation)) {
    return <WaitsFor cancellation={cancellation} />
  }
  const step = nextStep(cancellation, provider, now)
  if (!step) {
    return null
  }
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {"time" in step ? (
        <Time at={step.time}>
          {t(`next.${step.key}`, {
            relative: relative(step.time, now),
            time: time(step.time),
          })}
        </Time>
      ) : (
        t(`next.${step.key}`)
      )}
    </Text>
  )
}
