import { Badge, Button } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { hasFilters, type ListState, NO_FILTERS } from "../../lib/list-state"
import { providerName } from "../../lib/provider-name"
import {
  type CancellationProvider,
  KINDS,
  SOURCES,
  STATUSES,
  TROUBLES,
} from "../../lib/wire"
import { DateFilter } from "./date-filter"
import { FilterMenu } from "./filter-menu"

interface FiltersProps {
  state: ListState
  providers: CancellationProvider[]
  onChange: (changed: Partial<ListState>) => void
}

export const Filters = ({ state, providers, onChange }: FiltersProps) => {
  const { t } = useWords()
  return (
    // On a phone they are one row to scroll, so that the list begins in sight.
    <div className="-m-1 flex items-center gap-2 overflow-x-auto p-1 sm:flex-wrap sm:overflow-visible">
      <FilterMenu
        label={t("list.status")}
        options={STATUSES.map((value) => ({
          value,
          label: t(`status.${value}`),
        }))}
        selected={state.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterMenu
        label={t("list.trouble")}
        all={t("list.anyTrouble")}
        options={TROUBLES.map((value) => ({
          value,
          label: t(`trouble.${value}`),
        }))}
        selected={state.trouble}
        onChange={(trouble) => onChange({ trouble })}
      />
      <FilterMenu
        label={t("list.provider")}
        options={providers.map(({ id, identifier }) => ({
          value: id,
          label: providerName(id, identifier),
        }))}
        selected={state.provider_id}
        onChange={(provider_id) => onChange({ provider_id })}
      />
      <FilterMenu
        label={t("list.kind")}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        selected={state.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <FilterMenu
        label={t("list.source")}
        options={SOURCES.map((value) => ({
          value,
          label: t(`source.${value}`),
        }))}
        selected={state.source}
        onChange={(source) => onChange({ source })}
      />
      <DateFilter state={state} onChange={onChange} />
      {state.id.length > 0 && (
        <Badge size="2xsmall" className="shrink-0">
          {t("list.chosen", { count: state.id.length })}
        </Badge>
      )}
      {hasFilters(state) && (
        <Button
          size="small"
          variant="transparent"
          className="text-ui-fg-subtle order-first shrink-0 sm:order-none"
          onClick={() => onChange(NO_FILTERS)}
        >
          {t("list.clear")}
        </Button>
      )}
    </div>
  )
}
