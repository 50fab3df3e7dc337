import { StatusBadge, Text } from "@medusajs/ui"
import { useProviderNames } from "../../hooks/use-provider-names"
import { useWords } from "../../hooks/use-words"
import { likelyColour } from "../../lib/forecast"
import type { CancelPreview } from "../../lib/wire"
import { Payload } from "../common/payload"
import { RequestLine } from "../common/request-line"
import { TechnicalDetails } from "../common/technical-details"
import { ForecastProblem } from "./forecast-problem"

interface ForecastProps {
  preview: CancelPreview
  name: string
  /** The problem is said elsewhere already. */
  isProblemSaid?: boolean
}

/** What canceling would do at one provider, and what would come of it. */
export const Forecast = ({
  preview,
  name,
  isProblemSaid = false,
}: ForecastProps) => {
  const { t } = useWords()
  const namesOf = useProviderNames()
  const { likely, record, request, waits_for } = preview
  return (
    <div className="flex flex-col gap-y-2">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Text size="small" weight="plus" className="[overflow-wrap:anywhere]">
          {name}
        </Text>
        <StatusBadge color={likelyColour(likely)} className="shrink-0">
          {t(`forecast.likely.${likely}`)}
        </StatusBadge>
      </div>
      {waits_for && (
        <Text size="small">
          {t("next.waits_for", { providers: namesOf(waits_for) })}
        </Text>
      )}
      {(record || preview.problem === null) && (
        <Text size="small" className="text-ui-fg-subtle">
          {record
            ? t(`forecast.state.${record.state}`, { provider: name })
            : t("forecast.notRead", { provider: name })}
        </Text>
      )}
      {!isProblemSaid && <ForecastProblem of={preview} name={name} />}
      <TechnicalDetails>
        {request ? (
          <>
            <RequestLine request={request} />
            <Payload label={t("forecast.request")} body={request.body} />
          </>
        ) : (
          <Text size="small">{t("forecast.nothingSent")}</Text>
        )}
        {[record?.status, record?.message, preview.problem].map(
          (words) =>
            words && (
              <Text
                key={words}
                size="small"
                lang="en"
                className="[overflow-wrap:anywhere]"
              >
                {words}
              </Text>
            )
        )}
      </TechnicalDetails>
    </div>
  )
}
