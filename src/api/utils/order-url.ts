import { type MedusaContainer } from "@medusajs/framework/types"
import { invalid } from "../../modules/cancellation/errors"
import { ledgerOf } from "../../workflows/utils/ledger"

/** The link to the order at its provider: no table holds it. */
const ORDER_URL = "order_url"

/** What the link is made of. */
const MADE_OF = ["provider_id", "external_id"]

/** The columns to read for these fields. */
export const columnsFor = (fields: readonly string[]): string[] =>
  fields.includes(ORDER_URL)
    ? [...new Set([...fields, ...MADE_OF])].filter((one) => one !== ORDER_URL)
    : [...fields]

/** @throws INVALID_DATA where a list is to be put in order by the link */
export const refuseOrderByUrl = (order: Record<string, unknown> = {}): void => {
  if (ORDER_URL in order) {
    throw invalid(`Order field ${ORDER_URL} is not valid`)
  }
}

/** Adds the link to rows, if it was asked for. */
export const withOrderUrls = async (
  container: MedusaContainer,
  rows: Record<string, unknown>[],
  fields: readonly string[]
): Promise<Record<string, unknown>[]> => {
  if (!fields.includes(ORDER_URL)) {
    return rows
  }
  const ledger = ledgerOf(container)
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      [ORDER_URL]: await ledger.orderUrl(
        String(row.provider_id),
        String(row.external_id)
      ),
    }))
  )
}
