import { clx, Container, Skeleton, Text } from "@medusajs/ui"
import { useCount } from "../../hooks/use-cancellations"
import { useWords } from "../../hooks/use-words"
import { formatCount } from "../../lib/amount"
import { type ListQuery, type ListState, toFilters } from "../../lib/list-state"
import { MOVING } from "../../lib/status"
import type { CancellationStatus, Trouble } from "../../lib/wire"

interface Group {
  name: "review" | "rejected" | "failing" | "paused" | "moving"
  status: CancellationStatus[]
  trouble: Trouble[]
  colour: string
}

const GROUPS: Group[] = [
  {
    name: "review",
    status: ["needs_review"],
    trouble: [],
    colour: "text-ui-tag-orange-text",
  },
  {
    name: "rejected",
    status: ["rejected"],
    trouble: [],
    colour: "text-ui-tag-red-text",
  },
  {
    name: "failing",
    status: [],
    trouble: ["failing"],
    colour: "text-ui-tag-orange-text",
  },
  {
    name: "paused",
    status: [],
    trouble: ["paused"],
    colour: "text-ui-tag-orange-text",
  },
  { name: "moving", status: MOVING, trouble: [], colour: "text-ui-fg-base" },
]

interface ReviewCountsProps {
  state: ListState
  /** How many the list below has. Undefined: it is still being loaded. */
  listed: number | undefined
  /** Anything waits at a paused provider. */
  isAnyPaused: boolean
  onChange: (changed: Partial<ListState>) => void
}

/** How many cancellations wait for a person. A click lists just as many. */
export const ReviewCounts = ({
  state,
  listed: inList,
  isAnyPaused,
  onChange,
}: ReviewCountsProps) => (
  <div className="grid grid-cols-2 gap-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none sm:gap-3">
    {GROUPS.filter(
      ({ name }) =>
        name !== "paused" || isAnyPaused || state.trouble.includes("paused")
    ).map((group) => {
      const { status, trouble } = group
      const isSelected =
        status.join() === state.status.join() &&
        trouble.join() === state.trouble.join()
      const listed = { status, trouble, id: [] }
      return (
        <Count
          key={group.name}
          group={group}
          shown={isSelected && state.id.length === 0 ? inList : undefined}
          filters={toFilters({ ...state, ...listed }, Date.now())}
          isSelected={isSelected}
          onSelect={() =>
            onChange(
              isSelected ? { ...listed, status: [], trouble: [] } : listed
            )
          }
        />
      )
    })}
  </div>
)

interface CountProps {
  group: Group
  /** What the list has of it: asked for twice, the two may differ. */
  shown: number | undefined
  filters: ListQuery
  isSelected: boolean
  onSelect: () => void
}

const Count = ({
  group: { name, colour },
  shown,
  filters,
  isSelected,
  onSelect,
}: CountProps) => {
  const { t, locale } = useWords()
  const { data: counted, isError } = useCount(filters)
  const data = shown ?? counted
  return (
    <Container className="p-0">
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={onSelect}
        className={clx(
          "hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex h-full w-full items-center justify-between gap-x-2 rounded-lg px-3 py-2 text-left outline-none sm:flex-col sm:items-start sm:px-6 sm:py-4",
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
            <Skeleton className="h-7 w-10 shrink-0 sm:mt-1" />
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
