import { clx, Container, Skeleton, Text } from "@medusajs/ui"
import { useCount } from "../../hooks/use-cancellations"
import { useWords } from "../../hooks/use-words"
import { formatCount } from "../../lib/amount"
import { MOVING } from "../../lib/status"
import type { CancellationStatus } from "../../lib/wire"

const GROUPS: {
  name: "review" | "rejected" | "moving"
  status: CancellationStatus[]
  colour: string
}[] = [
  {
    name: "review",
    status: ["needs_review"],
    colour: "text-ui-tag-orange-text",
  },
  { name: "rejected", status: ["rejected"], colour: "text-ui-tag-red-text" },
  {
    name: "moving",
    status: MOVING,
    colour: "text-ui-fg-base",
  },
]

interface ReviewCountsProps {
  status: string[]
  onSelect: (status: string[]) => void
}

/** How many cancellations wait for a person. A click lists them. */
export const ReviewCounts = ({ status, onSelect }: ReviewCountsProps) => (
  <div className="grid grid-cols-3 gap-2 sm:gap-3">
    {GROUPS.map((group) => {
      const isSelected = group.status.join() === status.join()
      return (
        <Count
          key={group.name}
          {...group}
          isSelected={isSelected}
          onSelect={() => onSelect(isSelected ? [] : group.status)}
        />
      )
    })}
  </div>
)

const Count = ({
  name,
  status,
  colour,
  isSelected,
  onSelect,
}: (typeof GROUPS)[number] & {
  isSelected: boolean
  onSelect: () => void
}) => {
  const { t, locale } = useWords()
  const { data, isError } = useCount(status)
  return (
    <Container className="p-0">
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={onSelect}
        className={clx(
          "hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex h-full w-full flex-col items-start justify-between rounded-lg px-3 py-3 text-left sm:px-6 sm:py-4 outline-none",
          isSelected && "bg-ui-bg-base-pressed"
        )}
      >
        <Text size="small" className="text-ui-fg-subtle">
          {t(`counts.${name}`)}
        </Text>
        {data === undefined ? (
          isError ? (
            "–"
          ) : (
            <Skeleton className="mt-1 h-7 w-10" />
          )
        ) : (
          <span
            className={clx(
              "text-xl font-medium tabular-nums",
              data > 0 ? colour : "text-ui-fg-base"
            )}
          >
            {formatCount(data, locale)}
          </span>
        )}
      </button>
    </Container>
  )
}
