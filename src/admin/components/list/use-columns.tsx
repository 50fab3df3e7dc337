import { Checkbox, clx, createDataTableColumnHelper } from "@medusajs/ui"
import { type ReactNode, useMemo } from "react"
import { Link } from "react-router-dom"
import { useAmounts } from "../../hooks/use-amounts"
import { useIsNarrow } from "../../hooks/use-is-narrow"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { orderNumber } from "../../lib/order-number"
import { providerName } from "../../lib/provider-name"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { CancellationStatus } from "../common/cancellation-status"
import { WaitsFor } from "../common/waits-for"
import { Time } from "../common/time"
import { Reason } from "./reason"

const columns = createDataTableColumnHelper<Cancellation>()

export const useColumns = (providers: CancellationProvider[]) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const isNarrow = useIsNarrow()

  return useMemo(() => {
    const providerOf = (id: string) => providers.find((one) => one.id === id)
    const nameOf = (id: string): string =>
      providerName(id, providerOf(id)?.identifier)
    const statusOf = (cancellation: Cancellation) => (
      <>
        <CancellationStatus
          cancellation={cancellation}
          provider={providerOf(cancellation.provider_id)}
        />
        <WaitsFor cancellation={cancellation} />
      </>
    )
    const reasonOf = (cancellation: Cancellation) => (
      <Reason
        cancellation={cancellation}
        provider={providerOf(cancellation.provider_id)}
        name={nameOf(cancellation.provider_id)}
      />
    )
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
        size: 90,
        cell: ({ row: { original } }) =>
          isNarrow ? (
            <div className="flex flex-col items-start gap-y-1 whitespace-normal py-2">
              <span>
                <OrderLink cancellation={original} />
                {` · ${nameOf(original.provider_id)} · ${extent(original)}`}
              </span>
              {statusOf(original)}
              <span>{reasonOf(original)}</span>
            </div>
          ) : (
            <OrderLink cancellation={original} />
          ),
      }),
      ...(isNarrow
        ? []
        : [
            columns.accessor("status", {
              ...sortable(t("list.status")),
              size: 180,
              cell: ({ row }) => (
                <div className="flex flex-col items-start gap-y-1 whitespace-normal py-1">
                  {statusOf(row.original)}
                </div>
              ),
            }),
            columns.accessor("provider_id", {
              ...sortable(t("list.provider")),
              size: 160,
              cell: ({ row }) => (
                <TwoLines
                  first={nameOf(row.original.provider_id)}
                  second={row.original.external_id}
                  className="max-w-[140px] truncate font-mono"
                />
              ),
            }),
            columns.display({
              id: "last_error",
              header: t("list.lastError"),
              size: 420,
              cell: ({ row }) => (
                <div className="whitespace-normal empty:before:content-['–']">
                  {reasonOf(row.original)}
                </div>
              ),
            }),
            columns.display({
              id: "extent",
              header: t("list.extent"),
              size: 100,
              cell: ({ row }) => (
                <div className="whitespace-normal">{extent(row.original)}</div>
              ),
            }),
            columns.accessor("created_at", {
              ...sortable(t("list.createdAt")),
              size: 150,
              cell: ({ row }) => (
                <TwoLines
                  first={
                    <span className="xl:whitespace-nowrap">
                      <Time at={row.original.created_at} />
                    </span>
                  }
                  second={t(`source.${row.original.source}`)}
                />
              ),
            }),
          ]),
    ]
  }, [t, extent, providers, isNarrow])
}

const OrderLink = ({ cancellation }: { cancellation: Cancellation }) => (
  <Link
    to={`/cancellations/${cancellation.id}`}
    className={LINK}
    onClick={(event) => event.stopPropagation()}
  >
    {orderNumber(cancellation)}
  </Link>
)

const TwoLines = ({
  first,
  second,
  className,
}: {
  first: ReactNode
  second: string
  className?: string
}) => (
  <div className="whitespace-normal py-1">
    {first}
    <span className={clx("text-ui-fg-subtle block text-xs", className)}>
      {second}
    </span>
  </div>
)
