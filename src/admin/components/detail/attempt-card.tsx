import { Badge, Text } from "@medusajs/ui"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import { verdictOf } from "../../lib/attempt-verdict"
import { outcomeColour } from "../../lib/status"
import type { Attempt, Cancellation } from "../../lib/wire"
import { ErrorDetails } from "../common/error-details"
import { ErrorText } from "../common/error-text"
import { TechnicalDetails } from "../common/technical-details"
import { Ago } from "./ago"
import { Exchange } from "./exchange"

interface AttemptCardProps {
  attempt: Attempt
  cancellation: Cancellation
  /** The attempt after it, or null for the newest. */
  next: Attempt | null
  name: string
}

/** One attempt with its evidence. */
export const AttemptCard = ({
  attempt,
  cancellation,
  next,
  name,
}: AttemptCardProps) => {
  const { t } = useWords()
  const { duration } = useTimes()
  const { outcome, error, request, response, http_status: status } = attempt
  const verdict = verdictOf(attempt, cancellation, next)
  const summary = [
    attempt.duration_ms === null
      ? null
      : t("detail.took", { duration: duration(attempt.duration_ms) }),
    status === null ? null : `HTTP ${status}`,
  ].filter((part) => part !== null)
  return (
    <div className="flex flex-col gap-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <Text size="small" weight="plus">
          {t("detail.attempt", {
            number: attempt.number,
            purpose: t(`purpose.${attempt.purpose}`),
          })}
        </Text>
        {outcome && (
          <Badge size="2xsmall" color={outcomeColour(outcome)}>
            {t(`outcome.${outcome}`)}
          </Badge>
        )}
      </div>
      <Text size="xsmall" className="text-ui-fg-subtle">
        <Ago at={attempt.started_at} />
        {summary.map((part) => ` · ${part}`)}
      </Text>
      {error && (
        <Text size="small">
          <ErrorText error={error} provider={name} />
        </Text>
      )}
      <Text size="small" className="text-ui-fg-subtle">
        {t(`verdict.${verdict}`, { provider: name })}
      </Text>
      {(request ?? error) && (
        <TechnicalDetails>
          {error && <ErrorDetails error={error} />}
          {request && <Exchange request={request} response={response} />}
        </TechnicalDetails>
      )}
    </div>
  )
}
