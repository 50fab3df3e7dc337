import {
  Button,
  clx,
  Container,
  DataTable,
  type DataTableRowSelectionState,
  Heading,
  Input,
  useDataTable,
} from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { useAskedRetry } from "../../hooks/use-asked-retry"
import { useBulk } from "../../hooks/use-bulk"
import { useCancellations, useCount } from "../../hooks/use-cancellations"
import { useDownload } from "../../hooks/use-download"
import { useIsNarrow } from "../../hooks/use-is-narrow"
import { useListState } from "../../hooks/use-list-state"
import { useProviders } from "../../hooks/use-providers"
import { useWords } from "../../hooks/use-words"
import {
  hasFilters,
  PAGE_SIZE,
  shownSort,
  type Sort,
  toFilters,
  toQuery,
} from "../../lib/list-state"
import { isAnyWaitingPaused } from "../../lib/attention"
import { MOVING } from "../../lib/status"
import type { Cancellation } from "../../lib/wire"
import { LoadFailed } from "../common/load-failed"
import { BulkProgress } from "./bulk-progress"
import { Filters } from "./filters"
import { PausedProviders } from "./paused-providers"
import { ReviewCounts } from "./review-counts"
import { useColumns } from "./use-columns"

/** All cancellations of the store, to search, sort and repair. */
export const CancellationList = () => {
  const { t } = useWords()
  const navigate = useNavigate()
  const { state, change } = useListState()
  const isNarrow = useIsNarrow()
  const providers = useProviders(15_000)
  const moving = useCount({ status: MOVING })
  const list = useCancellations(
    toQuery(state, Date.now()),
    Boolean(moving.data)
  )
  const { bulk, keep } = useBulk()
  const download = useDownload()
  const [selection, setSelection] = useState<DataTableRowSelectionState>({})
  const rows = list.data?.cancellations ?? []
  const columns = useColumns(providers.data ?? [])
  const retry = useAskedRetry(rows, providers.data ?? [], (done) => {
    keep(done)
    setSelection({})
  })

  const table = useDataTable({
    data: rows,
    columns,
    getRowId: (row) => row.id,
    rowCount: list.data?.count ?? 0,
    isLoading: list.isLoading,
    // The table passes its own row, although the type doesn't say so.
    onRowClick: (_event, row) =>
      void navigate(
        `/cancellations/${(row as unknown as { original: Cancellation }).original.id}`
      ),
    search: { state: state.q, onSearchChange: (q) => change({ q }) },
    sorting: {
      state: shownSort(state),
      onSortingChange: (sort: Sort | null) => change({ sort }),
    },
    pagination: {
      state: { pageIndex: state.page, pageSize: PAGE_SIZE },
      onPaginationChange: ({ pageIndex }) => change({ page: pageIndex }),
    },
    autoResetPageIndex: false,
    rowSelection: {
      state: selection,
      onRowSelectionChange: setSelection,
    },
    commands: [
      {
        label: t("actions.retry"),
        shortcut: "R",
        action: () =>
          void retry(Object.keys(selection).filter((id) => selection[id])),
      },
    ],
  })

  return (
    <div className="flex flex-col gap-y-3">
      <ReviewCounts
        state={state}
        listed={list.isPlaceholderData ? undefined : list.data?.count}
        isAnyPaused={isAnyWaitingPaused(providers.data ?? [])}
        onChange={change}
      />
      <PausedProviders
        providers={providers.data ?? []}
        filter={state.provider_id}
      />
      {bulk && <BulkProgress bulk={bulk} onClose={() => keep(null)} />}
      <Container className="overflow-hidden p-0">
        <DataTable instance={table}>
          <div className="flex flex-col gap-3 px-6 py-4">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <Heading level="h1">{t("title")}</Heading>
              <div className="flex w-full items-center gap-2 sm:w-auto">
                <div className="w-full sm:w-80">
                  <Input
                    size="small"
                    role="searchbox"
                    aria-label={t("list.search")}
                    placeholder={t("list.search")}
                    value={table.getSearch()}
                    onChange={({ target }) =>
                      table.onSearchChange(target.value)
                    }
                  />
                </div>
                <Button
                  size="small"
                  variant="secondary"
                  className="shrink-0"
                  isLoading={download.isPending}
                  onClick={() => download.mutate(toFilters(state, Date.now()))}
                >
                  {t("list.download")}
                </Button>
              </div>
            </div>
            <Filters
              state={state}
              providers={providers.data ?? []}
              onChange={change}
            />
          </div>
          {list.isError ? (
            <LoadFailed error={list.error} onRetry={list.refetch} />
          ) : (
            <>
              {!list.isLoading && rows.length === 0 ? (
                <Empty isFiltered={hasFilters(state)} />
              ) : (
                <div
                  aria-busy={list.isPlaceholderData}
                  className={clx(
                    "contents transition-opacity",
                    list.isPlaceholderData && "[&>*]:opacity-50"
                  )}
                >
                  <DataTable.Table />
                </div>
              )}
              <DataTable.Pagination
                translations={{
                  of: t("list.of"),
                  // On a phone, words would push the buttons into a second row.
                  results: isNarrow ? "" : t("list.results"),
                  pages: isNarrow ? "" : t("list.pages"),
                  prev: t("list.prev"),
                  next: t("list.next"),
                }}
              />
            </>
          )}
          <DataTable.CommandBar
            selectedLabel={(count) => t("list.selected", { count })}
          />
        </DataTable>
      </Container>
    </div>
  )
}

const Empty = ({ isFiltered }: { isFiltered: boolean }) => {
  const { t } = useWords()
  return (
    <div className="flex min-h-[200px] flex-col items-center justify-center gap-1 border-y px-6 py-8 text-center">
      <p className="txt-small-plus">
        {t(isFiltered ? "list.noneFound" : "list.none")}
      </p>
      <p className="txt-small text-ui-fg-subtle">
        {t(isFiltered ? "list.noneFoundHint" : "list.noneHint")}
      </p>
    </div>
  )
}
