import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { type Bulk, useProgress } from "../../hooks/use-bulk"
import { type Translate, useWords } from "../../hooks/use-words"
import { groupsOf } from "../../lib/bulk"
import { LINK } from "../../lib/link-style"
import { readListState, writeListState } from "../../lib/list-state"
import { orderNumber } from "../../lib/order-number"
import { providerName } from "../../lib/provider-name"
import type { Cancellation, CancellationStatus } from "../../lib/wire"
import { Notice } from "../common/notice"

interface BulkProgressProps {
  bulk: Bulk
  onClose: () => void
}

/** What became of a bulk retry so far, what it skipped, and why. */
export const BulkProgress = ({ bulk, onClose }: BulkProgressProps) => {
  const { t } = useWords()
  const { result, asked } = bulk
  const progress = useProgress(result.retried)
  return (
    <Notice variant={result.skipped.length ? "warning" : "info"} isAnswer>
      <div className="flex flex-col items-start gap-y-2" data-bulk>
        <Text size="small" weight="plus">
          {t("bulk.retried", { count: result.retried.length })}
        </Text>
        <ul className="flex flex-wrap gap-x-3 empty:hidden">
          {groupsOf(progress.data ?? []).map(({ name, statuses, count }) => (
            <li key={name} className="txt-small">
              <Link to={linkTo(result.retried, statuses)} className={LINK}>
                {t(`bulk.${name}`, { n: count })}
              </Link>
            </li>
          ))}
        </ul>
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
                      {one
                        ? `${orderNumber(one)}, ${providerName(one.provider_id)}`
                        : id}
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

const linkTo = (
  id: string[],
  status: readonly CancellationStatus[]
): string => {
  const state = readListState(new URLSearchParams())
  const address = writeListState({ ...state, id, status: [...status] })
  return `/cancellations?${address.toString()}`
}

const skipWords = (
  cancellation: Cancellation | undefined,
  reason: string,
  t: Translate
): string => {
  if (!cancellation) {
    return reason
  }
  if (cancellation.status === "rejected") {
    return isUnclear(cancellation) ? t("bulk.unclear") : reason
  }
  if (cancellation.status === "needs_review") {
    return cancellation.last_error?.code === "retries_exhausted"
      ? reason
      : t("bulk.unknown")
  }
  return t("bulk.nothing", { status: t(`status.${cancellation.status}`) })
}

/** The server leaves these alone too, because somebody has to say what is meant. */
const isUnclear = ({ last_error }: Cancellation): boolean =>
  last_error?.code === "ambiguous" || last_error?.code === "exceeds_remaining"
