import { newCancel } from "../core/new-cancellation"
import { retryUntil } from "../core/retry-until"
import { After } from "../core/turns"
import { findCancels } from "../ledger/find-cancellations"
import { insertCancellations } from "../ledger/insert-cancellations"
import { lockProviderOrdersOf } from "../ledger/lock-provider-orders"
import { knownProviderOrders } from "../ledger/provider-orders"
import { Sql } from "../ledger/sql"
import { supersedeWaitingVoids } from "../ledger/supersede-waiting-voids"
import { CaptureOrderCancelInput, CaptureOrderCancelResult } from "../types"
import { OperationContext } from "./context"
import { inTurns } from "./in-turns"
import { ProviderOrderBook } from "./provider-orders"
import { switchedOn } from "./switched-on"

const NOTHING: CaptureOrderCancelResult = {
  skipped: [],
  held: [],
  provider_order_ids: [],
  captured_ids: [],
}

/**
 * The straight way from a cancelled order into the ledger: in one transaction
 * it records the provider orders that were found in the order, and captures the
 * full cancellation of every provider order that the order has.
 */
export class OrderCancel {
  constructor(
    private readonly context: OperationContext,
    private readonly book: ProviderOrderBook
  ) {}

  /**
   * Captures nothing more if the cancellation was captured before, on any path.
   */
  async capture(
    input: CaptureOrderCancelInput
  ): Promise<CaptureOrderCancelResult> {
    const { clock } = this.context
    if (await this.hasNothing(input)) {
      return NOTHING
    }
    const now = await clock.now()
    return inTurns(this.context, input, now, async (trx, after) => {
      const { created_ids, skipped, held } = await this.book.recordIn(
        trx,
        input,
        now
      )
      const isPutOff = held.length > 0 && !input.despite_held
      return {
        skipped,
        held,
        ...(input.canceled_at === null || isPutOff
          ? { provider_order_ids: [], captured_ids: [] }
          : await this.captureIn(trx, input, created_ids, now, after)),
      }
    })
  }

  /**
   * The live cancel of each of these provider orders, or else its latest
   * cancel.
   */
  async cancelsOf(providerOrderIds: string[]): Promise<string[]> {
    const cancels = await findCancels(this.context.sql, providerOrderIds)
    return cancels.map(({ id }) => id)
  }

  /**
   * Most orders of most stores have nothing to capture: one statement tells so.
   */
  private async hasNothing({
    order_id,
    provider_orders,
    distrusted = [],
  }: CaptureOrderCancelInput): Promise<boolean> {
    if (provider_orders.length || distrusted.length) {
      return false
    }
    const known = await knownProviderOrders(this.context.sql, order_id, [])
    return known.length === 0
  }

  private async captureIn(
    trx: Sql,
    { order_id, canceled_at, captured_by }: CaptureOrderCancelInput,
    createdIds: string[],
    now: Date,
    after: After
  ): Promise<
    Pick<CaptureOrderCancelResult, "provider_order_ids" | "captured_ids">
  > {
    const cause = {
      source: "order_canceled" as const,
      source_id: order_id,
      captured_by,
    }
    const lanes = await switchedOn(
      trx,
      await lockProviderOrdersOf(trx, order_id),
      { ...cause, canceled_at },
      now
    )
    const ids = lanes.map(({ id }) => id)
    const captured = await insertCancellations(
      trx,
      ids.map((id) => newCancel(id, { ...cause, caused_at: canceled_at })),
      now,
      retryUntil(now, this.context.options),
      after
    )
    if (ids.some((id) => !createdIds.includes(id))) {
      // A provider order that was recorded just now has no voids.
      await supersedeWaitingVoids(trx, captured, now)
    }
    return { provider_order_ids: ids, captured_ids: captured }
  }
}
