import { Checkbox, createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import { useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { orderNumber } from "../../lib/order-number"
import { providerName } from "../../lib/provider-name"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { CancellationStatus } from "../common/cancellation-status"
import { ErrorText } from "../common/error-text"
import { WaitsFor } from "../common/waits-for"
import { Time } from "../common/time"

const columns = createDataTableColumnHelper<Cancellation>()

export const useColumns = (providers: CancellationProvider[]) => {
  const { t } = useWords()
  const { extent } = useAmounts()

  return useMemo(() => {
    const nameOf = (id: string): string =>
      providerName(id, providers.find((one) => one.id === id)?.identifier)
    const sortable = (label: string) => ({
      header: label,
      enableSorting: true,
      sortLabel: label,
    })
    return [
      columns.select({
        header: ({ table }) => (
          <Checkbox
            aria-label={t("list.selectAll")}
            checked={
              table.getIsSomePageRowsSelected()
                ? "indeterminate"
                : table.getIsAllPageRowsSelected()
            }
            onCheckedChange={(checked) =>
              table.toggleAllPageRowsSelected(checked === true)
            }
          />
        ),
        cell: ({ row }) => (
          <Checkbox
            aria-label={t("list.select", {
              order: orderNumber(row.original),
              provider: nameOf(row.original.provider_id),
            })}
            checked={row.getIsSelected()}
            disabled={!row.getCanSelect()}
            onClick={(event) => event.stopPropagation()}
            onCheckedChange={(checked) => row.toggleSelected(checked === true)}
          />
        ),
      }),
      columns.accessor("order_display_id", {
        ...sortable(t("list.order")),
        size: 110,
        cell: ({ row }) => (
          <Link
            to={`/cancellations/${row.original.id}`}
            className={LINK}
            onClick={(event) => event.stopPropagation()}
          >
            {orderNumber(row.original)}
          </Link>
        ),
      }),
      columns.accessor("status", {
        ...sortable(t("list.status")),
        size: 150,
        cell: ({ row }) => (
          <div className="flex flex-col items-start gap-y-1 whitespace-normal py-1">
            <CancellationStatus status={row.original.status} />
            <WaitsFor cancellation={row.original} />
          </div>
        ),
      }),
      columns.accessor("provider_id", {
        ...sortable(t("list.provider")),
        size: 150,
        cell: ({ row }) => nameOf(row.original.provider_id),
      }),
      columns.display({
        id: "extent",
        header: t("list.extent"),
        size: 130,
        cell: ({ row }) => extent(row.original),
      }),
      columns.display({
        id: "last_error",
        header: t("list.lastError"),
        size: 300,
        maxSize: 300,
        cell: ({ row: { original } }) =>
          original.last_error && original.status !== "succeeded" ? (
            <ErrorText
              error={original.last_error}
              provider={nameOf(original.provider_id)}
            />
          ) : (
            "–"
          ),
      }),
      columns.accessor("external_id", {
        header: t("list.externalId"),
        size: 170,
        maxSize: 170,
        cell: ({ row }) => (
          <span className="font-mono text-xs">{row.original.external_id}</span>
        ),
      }),
      columns.accessor("source", {
        header: t("list.source"),
        size: 150,
        cell: ({ row }) => <>{t(`source.${row.original.source}`)}</>,
      }),
      columns.accessor("created_at", {
        ...sortable(t("list.createdAt")),
        size: 200,
        cell: ({ row }) => <Time at={row.original.created_at} />,
      }),
    ]
  }, [t, extent, providers])
}
