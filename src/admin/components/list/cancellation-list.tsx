import {
  Container,
  DataTable,
  type DataTableRowSelectionState,
  Heading,
  Input,
  useDataTable,
} from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { useCancellations } from "../../hooks/use-cancellations"
import { useListState } from "../../hooks/use-list-state"
import { useProviders } from "../../hooks/use-providers"
import { type BulkResult as Result, useBulkRetry } from "../../hooks/use-repair"
import { useReportFailure } from "../../hooks/use-report-failure"
import { useWords } from "../../hooks/use-words"
import { hasFilters, PAGE_SIZE, toQuery } from "../../lib/list-state"
import type { Cancellation } from "../../lib/wire"
import { LoadFailed } from "../common/load-failed"
import { BulkResult } from "./bulk-result"
import { Filters } from "./filters"
import { ReviewCounts } from "./review-counts"
import { useColumns } from "./use-columns"

/** All cancellations of the store, to search, sort and repair. */
export const CancellationList = () => {
  const { t } = useWords()
  const navigate = useNavigate()
  const { state, change } = useListState()
  const providers = useProviders()
  const list = useCancellations(toQuery(state, Date.now()))
  const reportFailure = useReportFailure()
  const bulk = useBulkRetry()
  const [selection, setSelection] = useState<DataTableRowSelectionState>({})
  const [done, setDone] = useState<{ result: Result; asked: Cancellation[] }>()
  const rows = list.data?.cancellations ?? []
  const columns = useColumns(providers.data ?? [])

  const retrySelected = () => {
    const ids = Object.keys(selection).filter((id) => selection[id])
    const asked = rows.filter(({ id }) => ids.includes(id))
    bulk.mutate(ids, {
      onSuccess: (result) => {
        setDone({ result, asked })
        setSelection({})
      },
      onError: reportFailure,
    })
  }

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
      state: state.sort,
      onSortingChange: (sort: ListSort | null) =>
        change({ sort: sort ?? { id: "created_at", desc: true } }),
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
      { label: t("actions.retry"), shortcut: "R", action: retrySelected },
    ],
  })

  return (
    <div className="flex flex-col gap-y-3">
      <ReviewCounts
        status={state.status}
        onSelect={(status) => change({ status })}
      />
      {done && <BulkResult {...done} onClose={() => setDone(undefined)} />}
      <Container className="overflow-hidden p-0">
        <DataTable instance={table}>
          <div className="flex flex-col gap-3 px-6 py-4">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <Heading level="h1">{t("title")}</Heading>
              <div className="w-full sm:w-72">
                <Input
                  size="small"
                  role="searchbox"
                  aria-label={t("list.search")}
                  placeholder={t("list.search")}
                  value={table.getSearch()}
                  onChange={({ target }) => table.onSearchChange(target.value)}
                />
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
                <DataTable.Table />
              )}
              <DataTable.Pagination
                translations={{
                  of: t("list.of"),
                  results: t("list.results"),
                  pages: t("list.pages"),
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

type ListSort = { id: string; desc: boolean }

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
