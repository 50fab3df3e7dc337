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
import { type Page, type Read, readInTurn, type Slice } from "./read-in-turn"
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

const NEWEST_FIRST = { created_at: "DESC" }

/**
 * By `created_at` the database would walk back through all that was ever
 * captured: what is in trouble may be old. No index is in the order of `seq`.
 */
const NEWEST_OF_FEW_FIRST = { seq: "DESC" }

/** Answers with a page of cancellations, in Medusa's shape. */
export const answerWithList = async (
  req: MedusaRequest,
  res: MedusaResponse,
  filters: Record<string, unknown>
): Promise<void> => {
  const { order = NEWEST_FIRST, ...page } = req.queryConfig.pagination
  refuseOrderByUrl(order)
  await answerWith(req, res, await readerOf(req, filters, order)(slice(page)))
}

/** The same, first all that the first filters find, then the next ones'. */
export const answerWithUrgentFirst = async (
  req: MedusaRequest,
  res: MedusaResponse,
  filters: Record<string, unknown>[]
): Promise<void> => {
  await answerWith(
    req,
    res,
    await readInTurn(
      filters.map((one) => readerOf(req, one, NEWEST_OF_FEW_FIRST)),
      slice(req.queryConfig.pagination)
    )
  )
}

const slice = ({ skip = 0, take = 0 }: Partial<Slice>): Slice => ({
  skip,
  take,
})

const readerOf =
  (
    { scope, queryConfig }: MedusaRequest,
    filters: Record<string, unknown>,
    order: Record<string, string>
  ): Read<Row> =>
  async (page) => {
    const query = scope.resolve(ContainerRegistrationKeys.QUERY)
    const { data, metadata } = await query.graph({
      entity: "cancellation",
      fields: columnsFor(queryConfig.fields),
      filters,
      pagination: inStableOrder({ ...page, order }),
    })
    return { rows: data as Row[], count: metadata?.count ?? data.length }
  }

const answerWith = async (
  { scope, queryConfig: { pagination, fields } }: MedusaRequest,
  res: MedusaResponse,
  { rows, count }: Page<Row>
): Promise<void> => {
  res.json({
    cancellations: (await withOrderUrls(scope, rows, fields)).map(
      toCancellation
    ),
    count,
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
