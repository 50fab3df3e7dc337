import { Button } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { hasFilters, type ListState, PERIODS } from "../../lib/list-state"
import { providerName } from "../../lib/provider-name"
import {
  type CancellationProvider,
  KINDS,
  SOURCES,
  STATUSES,
} from "../../lib/wire"
import { FilterMenu } from "./filter-menu"

interface FiltersProps {
  state: ListState
  providers: CancellationProvider[]
  onChange: (changed: Partial<ListState>) => void
}

export const Filters = ({ state, providers, onChange }: FiltersProps) => {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap items-center gap-2">
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
      <FilterMenu
        isSingle
        label={t("list.date")}
        options={PERIODS.map((value) => ({
          value,
          label:
            value === "1"
              ? t("list.today")
              : t("list.lastDays", { count: Number(value) }),
        }))}
        selected={state.period ? [state.period] : []}
        onChange={([period]) => onChange({ period: period ?? null })}
      />
      {hasFilters(state) && (
        <Button
          size="small"
          variant="transparent"
          className="text-ui-fg-subtle"
          onClick={() =>
            onChange({
              q: "",
              status: [],
              provider_id: [],
              kind: [],
              source: [],
              period: null,
            })
          }
        >
          {t("list.clear")}
        </Button>
      )}
    </div>
  )
}
