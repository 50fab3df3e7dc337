import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { BulkResult as Result } from "../../hooks/use-repair"
import { type Translate, useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { orderNumber } from "../../lib/order-number"
import type { Cancellation } from "../../lib/wire"
import { Notice } from "../common/notice"

interface BulkResultProps {
  result: Result
  /** The cancellations that were to be retried, as the page showed them. */
  asked: Cancellation[]
  onClose: () => void
}

/** What a bulk retry is trying again, what it skipped, and why. */
export const BulkResult = ({ result, asked, onClose }: BulkResultProps) => {
  const { t } = useWords()
  return (
    <Notice variant={result.skipped.length ? "warning" : "info"} isAnswer>
      <div className="flex flex-col items-start gap-y-2">
        <Text size="small" weight="plus">
          {t("bulk.retried", { count: result.retried.length })}
        </Text>
        {result.skipped.length > 0 && (
          <>
            <Text size="small">
              {t("bulk.skipped", { count: result.skipped.length })}
            </Text>
            <ul className="flex flex-col gap-y-1">
              {result.skipped.map(({ id, reason }) => {
                const one = asked.find((row) => row.id === id)
                return (
                  <li key={id} className="txt-small">
                    <Link to={`/cancellations/${id}`} className={LINK}>
                      {one ? `${orderNumber(one)}, ${one.provider_id}` : id}
                    </Link>
                    {`: ${skipWords(one, reason, t)}`}
                  </li>
                )
              })}
            </ul>
          </>
        )}
        <Button size="small" variant="secondary" onClick={onClose}>
          {t("general.close")}
        </Button>
      </div>
    </Notice>
  )
}

const skipWords = (
  cancellation: Cancellation | undefined,
  reason: string,
  t: Translate
): string => {
  if (!cancellation || cancellation.status === "rejected") {
    return reason
  }
  if (cancellation.status === "needs_review") {
    return cancellation.last_error?.code === "retries_exhausted"
      ? reason
      : t("bulk.unknown")
  }
  return t("bulk.nothing", { status: t(`status.${cancellation.status}`) })
}
