import { StatusBadge } from "@medusajs/ui"
import { useNow } from "../../hooks/use-now"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import { nextStep } from "../../lib/next-attempt"
import { statusColour } from "../../lib/status"
import { troubleOf } from "../../lib/trouble"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { Time } from "./time"

interface CancellationStatusProps {
  cancellation: Pick<
    Cancellation,
    "status" | "last_error" | "attempt_count" | "next_attempt_at" | "waits_for"
  >
  provider: CancellationProvider | undefined
}

/** Its status. One that fails and is tried again says so, and when. */
export const CancellationStatus = ({
  cancellation,
  provider,
}: CancellationStatusProps) => {
  const { status } = cancellation
  const trouble = troubleOf(cancellation, provider)
  return (
    <StatusBadge
      color={
        trouble === "failing" || trouble === "paused"
          ? "orange"
          : statusColour(status)
      }
      className="shrink-0 whitespace-nowrap"
    >
      <Words
        cancellation={cancellation}
        provider={provider}
        isRetried={trouble === "failing" && cancellation.last_error !== null}
      />
    </StatusBadge>
  )
}

const Words = ({
  cancellation,
  provider,
  isRetried,
}: CancellationStatusProps & { isRetried: boolean }) => {
  const { t } = useWords()
  const { clock } = useTimes()
  const now = useNow()
  const { status, attempt_count: count } = cancellation
  const step = isRetried ? nextStep(cancellation, provider, now) : null
  switch (step?.key) {
    case "scheduled":
    case "poll":
      return (
        <Time at={step.time}>
          {t(`tried.${step.key}`, { n: count, time: clock(step.time, now) })}
        </Time>
      )
    case "running":
      // The attempt that is running is counted already.
      return <>{t("tried.now", { n: count - 1 })}</>
    case "now":
      return status === "pending" ? (
        <>{t("tried.now", { n: count })}</>
      ) : (
        <>{t(`status.${status}`)}</>
      )
    default:
      return <>{t(`status.${status}`)}</>
  }
}
