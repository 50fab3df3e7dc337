import { Text } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import type { Attempt } from "../../lib/wire"
import { Payload } from "../common/payload"
import { RequestLine } from "../common/request-line"

interface ExchangeProps {
  request: NonNullable<Attempt["request"]>
  response: Attempt["response"]
}

/** The request and the answer, and the calls that were made to be sure. */
export const Exchange = ({ request, response }: ExchangeProps) => {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-y-3">
      <RequestLine request={request} />
      <Payload label={t("detail.sent")} body={request.body} />
      <Payload label={t("detail.received")} body={response?.body} />
      {response?.follow_up?.map(
        ({ request: next, http_status: status, body }, index) => (
          <div key={index} className="flex flex-col gap-y-3">
            <Text size="xsmall" className="text-ui-fg-subtle">
              {[t("detail.followUp"), status === null ? null : `HTTP ${status}`]
                .filter((part) => part !== null)
                .join(" · ")}
            </Text>
            <Exchange request={next} response={{ body }} />
          </div>
        )
      )}
    </div>
  )
}
