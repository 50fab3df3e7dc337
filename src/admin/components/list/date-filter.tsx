import { Button, Input, Popover } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { type ListState, PERIODS } from "../../lib/list-state"
import { Field } from "../common/field"
import { FilterButton } from "./filter-button"

interface DateFilterProps {
  state: Pick<ListState, "period" | "from" | "to">
  onChange: (changed: Partial<ListState>) => void
}

/** The last days, or the days from one to another. */
export const DateFilter = ({ state, onChange }: DateFilterProps) => {
  const { t } = useWords()
  const periodWords = (period: string): string =>
    period === "1"
      ? t("list.today")
      : t("list.lastDays", { count: Number(period) })
  const chosen = state.period
    ? periodWords(state.period)
    : [state.from, state.to].some(Boolean)
      ? `${state.from ?? "…"} – ${state.to ?? "…"}`
      : ""
  return (
    <Popover>
      <Popover.Trigger asChild>
        <FilterButton label={t("list.date")} chosen={chosen} />
      </Popover.Trigger>
      <Popover.Content
        align="start"
        aria-label={t("list.date")}
        className="flex flex-col gap-y-3 p-3"
      >
        <div className="flex flex-col gap-y-1">
          {PERIODS.map((period) => (
            <Popover.Close key={period} asChild>
              <Button
                size="small"
                variant={state.period === period ? "secondary" : "transparent"}
                className="justify-start"
                aria-pressed={state.period === period}
                onClick={() => onChange({ period, from: null, to: null })}
              >
                {periodWords(period)}
              </Button>
            </Popover.Close>
          ))}
        </div>
        {(["from", "to"] as const).map((name) => (
          <Field key={name} label={t(`list.${name}`)}>
            {(control) => (
              <Input
                {...control}
                type="date"
                size="small"
                value={state[name] ?? ""}
                onChange={({ target }) =>
                  onChange({ period: null, [name]: target.value || null })
                }
              />
            )}
          </Field>
        ))}
      </Popover.Content>
    </Popover>
  )
}
