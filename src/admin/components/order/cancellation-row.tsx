import { Text, clx } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { CancellationStatus } from "../common/cancellation-status"
import { LastError } from "../common/last-error"
import { NextStep } from "../common/next-step"
import { Time } from "../common/time"
import { RepairActions } from "../repair/repair-actions"

interface CancellationRowProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  name: string
}

export const CancellationRow = ({
  cancellation,
  provider,
  name,
}: CancellationRowProps) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const { status, last_error: error, kind } = cancellation
  return (
    <li
      data-cancellation={cancellation.id}
      className="bg-ui-bg-subtle shadow-borders-base flex flex-col gap-y-2 rounded-lg p-3"
    >
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <Text size="small" weight="plus" leading="compact">
            {kind === "void"
              ? t("order.voidOf", { extent: extent(cancellation) })
              : t("kind.cancel")}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            <Time at={cancellation.created_at} />
            {` · ${t(`source.${cancellation.source}`)}`}
          </Text>
        </div>
        <CancellationStatus cancellation={cancellation} provider={provider} />
      </div>
      {error && status !== "succeeded" && (
        <Text size="small" className="text-ui-fg-subtle">
          <LastError cancellation={cancellation} name={name} />
        </Text>
      )}
      <NextStep cancellation={cancellation} provider={provider} />
      <div className="flex flex-wrap items-center gap-2">
        <RepairActions cancellation={cancellation} provider={provider} />
        <Link
          to={`/cancellations/${cancellation.id}`}
          className={clx("txt-compact-small-plus", LINK)}
          aria-label={t("actions.detailsOf", {
            extent: extent(cancellation),
            provider: name,
          })}
        >
          {t("actions.details")}
        </Link>
      </div>
    </li>
  )
}
