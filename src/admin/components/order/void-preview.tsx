import { Text } from "@medusajs/ui"
import { type AmountUnit, useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { isEmptyBody, toShown } from "../../lib/json"
import type { VoidPreview as Preview } from "../../lib/wire"

interface VoidPreviewProps {
  preview: Preview | null | undefined
  isLoading: boolean
  amountUnit: AmountUnit
}

/** Shows exactly what will be sent, before anything is. */
export const VoidPreview = ({
  preview,
  isLoading,
  amountUnit,
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
        <div className={isLoading ? "opacity-50" : undefined}>
          <p className="break-all font-mono text-xs leading-5">
            <strong>{preview.request.method}</strong> {preview.request.url}
          </p>
          {!isEmptyBody(preview.request.body) && (
            <pre
              tabIndex={0}
              className="max-h-40 overflow-auto whitespace-pre-wrap break-all font-mono text-xs leading-5"
            >
              {toShown(preview.request.body)}
            </pre>
          )}
          {preview.remaining_after !== null && (
            <Text size="small" className="text-ui-fg-subtle mt-2">
              {t("void.remainingAfter", {
                remaining: inUnit(preview.remaining_after, amountUnit),
              })}
            </Text>
          )}
        </div>
      ) : (
        <Text size="small" className="text-ui-fg-subtle">
          {isLoading ? t("general.loading") : t("void.previewLater")}
        </Text>
      )}
    </section>
  )
}
