import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import {
  type AuthenticatedMedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOG_PREFIX } from "../../../modules/cancellation/core/log-prefix"
import { ledgerOf } from "../../../workflows/utils/ledger"
import { oneLine } from "../../../workflows/utils/one-line"
import { searchFilters } from "../cancellations/search"
import { type AdminExportCancellationsType } from "../cancellations/validators"
import { COLUMNS, cellsOf } from "./columns"
import { csvLine } from "./csv"

/** As many as are held in memory at once. */
const PAGE = 500

/** Without it a spreadsheet guesses how letters like é are encoded. */
const BYTE_ORDER_MARK = "\ufeff"

export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminExportCancellationsType>,
  res: MedusaResponse
): Promise<void> => {
  const lines = linesOf(req)
  // A filter that can't be used is refused before the answer begins.
  const first = await lines.next()
  res.setHeader("content-type", "text/csv; charset=utf-8; header=present")
  res.setHeader(
    "content-disposition",
    'attachment; filename="cancellations.csv"'
  )
  try {
    await pipeline(Readable.from(prefixed(String(first.value), lines)), res)
  } catch (error) {
    // The answer has begun: it breaks off, so that nobody takes it for whole.
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`${LOG_PREFIX} an export broke off: ${oneLine(error)}`)
  }
}

async function* prefixed(
  first: string,
  others: AsyncGenerator<string>
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + first
  yield* others
}

/**
 * The newest first. Ids are in the order of time, so each page begins where the
 * last one ended, however many are captured meanwhile.
 */
async function* linesOf({
  scope,
  filterableFields,
}: Pick<
  AuthenticatedMedusaRequest<unknown, AdminExportCancellationsType>,
  "scope" | "filterableFields"
>): AsyncGenerator<string> {
  const ledger = ledgerOf(scope)
  const filters = await searchFilters(scope, filterableFields)
  const providers = await ledger.listProviders()
  let header = csvLine(COLUMNS)
  let last: string | null = null
  for (;;) {
    const page = await ledger.listCancellations(
      last === null ? filters : { $and: [filters, { id: { $lt: last } }] },
      { take: PAGE, order: { id: "DESC" } }
    )
    const now = new Date()
    yield (
      header + page.map((row) => csvLine(cellsOf(row, providers, now))).join("")
    )
    header = ""
    last = page.at(-1)?.id ?? null
    if (page.length < PAGE) {
      return
    }
  }
}
