import {
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type CancellationStatus } from "../../../modules/cancellation/core/status"
import { noSuch } from "../../../modules/cancellation/errors"
import { ledgerOf } from "../../../workflows/utils/ledger"
import {
  columnsFor,
  refuseOrderByUrl,
  withOrderUrls,
} from "../../utils/order-url"
import { withShortTexts } from "../../utils/short-texts"
import {
  ATTEMPT_FIELDS,
  CANCELLATION_FIELDS,
  pick,
} from "../../utils/public-fields"

/** How long a request waits for its own cancellation, in milliseconds. */
const WAIT_MS = 8_000

/** Nothing follows any more unless a person does something. */
const SETTLED: readonly CancellationStatus[] = [
  "succeeded",
  "rejected",
  "superseded",
  "dismissed",
]

type Row = Record<string, unknown>

const withShortError = (row: Row, name: string): Row =>
  name in row ? { ...row, [name]: withShortTexts(row[name]) } : row

const toCancellation = (row: Row): Row => {
  const attempts = row.attempts as Row[] | undefined
  return {
    ...withShortError(pick(row, CANCELLATION_FIELDS), "last_error"),
    ...(attempts && {
      attempts: [...attempts]
        .sort((a, b) => Number(a.number) - Number(b.number))
        .map((attempt) =>
          withShortError(pick(attempt, ATTEMPT_FIELDS), "error")
        ),
    }),
  }
}

/** @throws NOT_FOUND */
export const refetchCancellation = async (
  container: MedusaContainer,
  id: string,
  fields: readonly string[] = CANCELLATION_FIELDS
): Promise<Row> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cancellation",
    fields: columnsFor(fields),
    filters: { id },
  })
  const [row] = await withOrderUrls(container, data as Row[], fields)
  if (!row) {
    throw noSuch("Cancellation", id)
  }
  return toCancellation(row)
}

/** Answers with a page of cancellations, in Medusa's shape. */
export const answerWithList = async (
  req: MedusaRequest,
  res: MedusaResponse,
  filters: Record<string, unknown>
): Promise<void> => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { pagination, fields } = req.queryConfig
  refuseOrderByUrl(pagination.order)
  const { data, metadata } = await query.graph({
    entity: "cancellation",
    fields: columnsFor(fields),
    filters,
    pagination: inStableOrder(pagination),
  })
  res.json({
    cancellations: (await withOrderUrls(req.scope, data as Row[], fields)).map(
      toCancellation
    ),
    count: metadata?.count ?? data.length,
    limit: pagination.take,
    offset: pagination.skip,
  })
}

/** Rows of one statement share their times: the id decides between them. */
export const inStableOrder = <
  Pagination extends { order?: Record<string, string> },
>(
  pagination: Pagination
): Pagination => ({
  ...pagination,
  order: {
    ...pagination.order,
    id: Object.values(pagination.order ?? {})[0] ?? "ASC",
  },
})

/**
 * Sends a cancellation that was captured by this request, waits for it a few
 * seconds, and answers: 200 once it has settled, whatever as, else 202.
 */
export const answerOnceSettled = async (
  req: MedusaRequest,
  res: MedusaResponse,
  id: string
): Promise<void> => {
  await ledgerOf(req.scope).waitUntilSettled([id], WAIT_MS)
  const cancellation = await refetchCancellation(req.scope, id)
  const isSettled = SETTLED.includes(cancellation.status as CancellationStatus)
  res.status(isSettled ? 200 : 202).json({ cancellation })
}
