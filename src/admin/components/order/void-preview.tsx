import { clx, Text } from "@medusajs/ui"
import { type AmountUnit, useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import type { VoidPreview as Preview } from "../../lib/wire"
import { Payload } from "../common/payload"
import { RequestLine } from "../common/request-line"
import { TechnicalDetails } from "../common/technical-details"

interface VoidPreviewProps {
  preview: Preview | null | undefined
  isLoading: boolean
  /** What is to be voided, in words. */
  extent: string
  amountUnit: AmountUnit
  name: string
}

/** Says what a void will do, before it does, and what exactly is sent. */
export const VoidPreview = ({
  preview,
  isLoading,
  extent,
  amountUnit,
  name,
}: VoidPreviewProps) => {
  const { t } = useWords()
  const { inUnit } = useAmounts()
  return (
    <section
      aria-label={t("void.preview")}
      aria-busy={isLoading}
      aria-live="polite"
      className="bg-ui-bg-subtle flex flex-col gap-y-2 rounded-lg border p-3"
    >
      <Text size="small" weight="plus">
        {t("void.preview")}
      </Text>
      {preview ? (
        <div
          className={clx("flex flex-col gap-y-2", isLoading && "opacity-50")}
        >
          <Text size="small">
            {preview.remaining_after === null
              ? t("order.voidOf", { extent })
              : t(
                  amountUnit.unit === "climes" ? "void.removes" : "void.voids",
                  {
                    extent,
                    provider: name,
                    count: preview.remaining_after,
                    remaining: inUnit(preview.remaining_after, amountUnit),
                  }
                )}
          </Text>
          <TechnicalDetails>
            <RequestLine request={preview.request} />
            <Payload label={t("detail.sent")} body={preview.request.body} />
          </TechnicalDetails>
        </div>
      ) : (
        <Text size="small" className="text-ui-fg-subtle">
          {isLoading ? t("general.loading") : t("void.previewLater")}
        </Text>
      )}
    </section>
  )
}
