import { Photo } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import type { LineItem } from "../../lib/line-item"

/** A line item's picture, product and variant. */
export const ItemName = ({ item }: { item: LineItem | undefined }) => {
  const { t } = useWords()
  return (
    <div className="flex items-center gap-x-3">
      <div className="bg-ui-bg-component border-ui-border-base text-ui-fg-subtle flex h-8 w-6 shrink-0 items-center justify-center overflow-hidden rounded border">
        {item?.thumbnail ? (
          <img
            src={item.thumbnail}
            alt=""
            className="size-full object-cover object-center"
          />
        ) : (
          <Photo />
        )}
      </div>
      <div className="min-w-0">
        <Text size="small" weight="plus" className="[overflow-wrap:anywhere]">
          {item?.title ?? t("detail.itemUnknown")}
        </Text>
        {item?.variant && (
          <Text size="xsmall" className="text-ui-fg-subtle">
            {item.variant}
          </Text>
        )}
      </div>
    </div>
  )
}
