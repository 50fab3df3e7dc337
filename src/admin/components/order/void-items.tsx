import { Button, Input, Label, Text } from "@medusajs/ui"
import { useId } from "react"
import { REASON_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { useWords } from "../../hooks/use-words"
import type { LineItem } from "../../lib/line-item"
import type { ItemDraft } from "../../lib/void-draft"
import { ItemName } from "../common/item-name"

interface VoidItemsProps {
  drafts: ItemDraft[]
  lineItems: LineItem[]
  onChange: (id: string, changed: Partial<ItemDraft>) => void
  onAll: () => void
}

/** The units to void of each item, each with a reason. */
export const VoidItems = ({
  drafts,
  lineItems,
  onChange,
  onAll,
}: VoidItemsProps) => {
  const { t } = useWords()
  const left = drafts.reduce((sum, { remaining }) => sum + remaining, 0)
  return (
    <div className="flex flex-col gap-y-3">
      <ul className="flex flex-col gap-y-3">
        {drafts.map((draft) => (
          <VoidItem
            key={draft.id}
            draft={draft}
            item={lineItems.find(({ id }) => id === draft.id)}
            onChange={(changed) => onChange(draft.id, changed)}
          />
        ))}
      </ul>
      {left > 0 && (
        <Button
          size="small"
          variant="secondary"
          type="button"
          className="self-start"
          onClick={onAll}
        >
          {t("void.allItems")}
        </Button>
      )}
    </div>
  )
}

const VoidItem = ({
  draft,
  item,
  onChange,
}: {
  draft: ItemDraft
  item: LineItem | undefined
  onChange: (changed: Partial<ItemDraft>) => void
}) => {
  const { t } = useWords()
  const id = useId()
  const title = item?.title ?? t("detail.itemUnknown")
  const isGone = draft.remaining === 0
  const isWrong = draft.problem !== null
  return (
    <li className="flex flex-col gap-y-2 rounded-lg border p-3">
      <ItemName item={item} />
      <div className="grid grid-cols-[96px_1fr] gap-3">
        <div className="flex flex-col gap-y-1">
          <Label htmlFor={`${id}-quantity`} size="xsmall">
            {t("void.quantity")}
          </Label>
          <Input
            id={`${id}-quantity`}
            inputMode="numeric"
            autoComplete="off"
            disabled={isGone}
            value={draft.typed}
            aria-invalid={isWrong}
            aria-describedby={`${id}-below`}
            aria-label={t("void.quantityOf", { title })}
            onChange={({ target }) => onChange({ typed: target.value })}
          />
        </div>
        <div className="flex flex-col gap-y-1">
          <Label htmlFor={`${id}-reason`} size="xsmall">
            {t("form.reason")}
          </Label>
          <Input
            id={`${id}-reason`}
            maxLength={REASON_MAX_LENGTH}
            disabled={isGone}
            value={draft.reason}
            aria-label={t("void.reasonOf", { title })}
            onChange={({ target }) => onChange({ reason: target.value })}
          />
        </div>
      </div>
      <Text
        id={`${id}-below`}
        size="xsmall"
        aria-live="polite"
        className={isWrong ? "text-ui-fg-error" : "text-ui-fg-subtle"}
      >
        {draft.problem
          ? t(`problems.${draft.problem}`, { remaining: draft.remaining })
          : t("void.unitsLeft", {
              remaining: draft.remaining,
              quantity: draft.quantity,
            })}
      </Text>
    </li>
  )
}
