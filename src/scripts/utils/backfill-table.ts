import { type BackfilledOrders } from "../../workflows"

const HEADER = ["order", "cancelled at", "provider", "its order"]

/** What a backfill did, or would do, as lines for a person. */
export const backfillTable = (result: BackfilledOrders): string[] => {
  const rows = result.orders.flatMap(
    ({ order_id, canceled_at, provider_orders }) =>
      provider_orders.map(({ provider_id, external_id }) => [
        order_id,
        canceled_at,
        provider_id,
        external_id,
      ])
  )
  return [
    ...(rows.length ? aligned([HEADER, ...rows]) : []),
    ...result.failed.map(
      ({ order_id, message }) => `${order_id} failed: ${message}`
    ),
    `${result.read} cancelled ${result.read === 1 ? "order" : "orders"} read, ${summary(result, rows.length)}`,
  ]
}

const summary = (
  { dry_run, failed }: BackfilledOrders,
  count: number
): string => {
  const what = `${count} ${count === 1 ? "cancellation" : "cancellations"}`
  const missing = failed.length ? ` ${failed.length} failed.` : ""
  if (!dry_run) {
    return `${what} captured; the running store sends them.${missing}`
  }
  return count
    ? `${what} would be captured; nothing was written. Run it again with apply to capture them.${missing}`
    : `nothing to capture.${missing}`
}

const aligned = (rows: string[][]): string[] => {
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length))
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  )
}
