import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { parseBackfillArgs } from "./utils/backfill-args"
import { backfillTable } from "./utils/backfill-table"
import {
  type BackfilledOrders,
  backfillOrderCancellationsWorkflow,
} from "../workflows"

const PAGE_SIZE = 200

/**
 * Captures the cancellation of orders that were cancelled in the past:
 *
 * ```
 * npx medusa exec <this file> from=2026-01-01 to=2026-02-01
 * npx medusa exec <this file> from=2026-01-01 provider=climes apply
 * ```
 *
 * Without `apply` it only prints what would be captured. `provider` may be
 * given several times. It sends nothing: the running store does that.
 */
export default async function backfillCancellations({
  container,
  args,
}: ExecArgs): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const input = parseBackfillArgs(args)

  const all: BackfilledOrders = {
    dry_run: input.dry_run,
    orders: [],
    failed: [],
    read: 0,
    cursor: null,
  }
  do {
    const { result } = await backfillOrderCancellationsWorkflow(container).run({
      input: { ...input, limit: PAGE_SIZE, cursor: all.cursor },
    })
    all.orders.push(...result.orders)
    all.failed.push(...result.failed)
    all.read += result.read
    all.cursor = result.cursor
  } while (all.cursor)

  for (const line of backfillTable(all)) {
    logger.info(line)
  }
}
