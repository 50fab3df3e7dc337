import { Decimal, ItemMapping, Unit } from "../../../provider-kit"
import { isSettled } from "../core/automation"
import {
  refuseExtent,
  refuseTaken,
  corrected,
  isOutrankedByRecord,
} from "../core/extent"
import { columnsOf } from "../core/numeric"
import { conflict, notFound, refused, throwRefusal } from "../errors"
import { cancelledLanes } from "../ledger/find-cancellations"
import { insertCancellations } from "../ledger/insert-cancellations"
import { laneState } from "../ledger/lane-state"
import {
  lockProviderOrders,
  lockProviderOrdersOf,
} from "../ledger/lock-provider-orders"
import {
  deleteProviderOrder,
  forgetProviderOrders,
  insertProviderOrders,
  knownProviderOrders,
  placeProviderOrders,
  updateProviderOrder,
} from "../ledger/provider-orders"
import { startTimesOf } from "../ledger/start-times"
import { Sql, inTransaction } from "../ledger/sql"
import {
  HeldProviderOrder,
  NewProviderOrder,
  OpenProviderOrder,
  OrderInfo,
  RecordProviderOrdersInput,
} from "../types"
import { newCancel } from "../core/new-cancellation"
import { KnownProviderOrder } from "../core/provider-order"
import { OperationContext } from "./context"
import { inTurns } from "./in-turns"
import {
  HELD_BY_ANOTHER,
  Recording,
  isLoose,
  planRecording,
  rowOf,
} from "../core/plan-recording"
import { retryUntil } from "../core/retry-until"
import { After } from "../core/turns"

export interface Recorded {
  created_ids: string[]
  skipped: Recording["skipped"]
  held: HeldProviderOrder[]
}

export interface RecordResult extends Recorded {
  cancellation_ids: string[]
}

/** Records, registers, corrects and removes provider orders. */
export class ProviderOrderBook {
  private readonly unitOf = (providerId: string): Unit | null =>
    this.context.registry.find(providerId)?.strategy.capabilities.unit ?? null

  constructor(private readonly context: OperationContext) {}

  /**
   * Records the provider orders that were found, and forgets those that were
   * found before and are gone. The others are left as they are.
   */
  async record(input: RecordProviderOrdersInput): Promise<RecordResult> {
    const { clock } = this.context
    const now = await clock.now()
    return inTurns(this.context, input, now, async (trx, after) => {
      const recorded = await this.recordIn(trx, input, now)
      return {
        ...recorded,
        cancellation_ids: await this.captureIfCanceled(
          trx,
          input,
          recorded.created_ids,
          null,
          now,
          after
        ),
      }
    })
  }

  /**
   * Records them in the caller's transaction; the caller captures by itself.
   */
  async recordIn(
    trx: Sql,
    input: RecordProviderOrdersInput,
    now: Date
  ): Promise<Recorded> {
    // Before what is known is read, or two that record at once would plan on
    // what the other one forgets. All of the order's rows: locking some now and
    // more later would break the order of locks.
    await lockProviderOrdersOf(trx, input.order_id)
    const known = await knownProviderOrders(
      trx,
      input.order_id,
      input.provider_orders
    )
    const plan = planRecording(input, known, this.unitOf)
    await forgetProviderOrders(trx, plan.forgotten)
    await placeProviderOrders(trx, plan.placed, now)
    const created = await insertProviderOrders(trx, plan.rows, now)
    const wanted = plan.rows.filter(({ is_deleted }) => !is_deleted)
    const late = await this.lostTo(
      trx,
      input.order_id,
      wanted.filter(({ id }) => !created.includes(id))
    )
    return {
      created_ids: wanted
        .filter(({ id }) => created.includes(id))
        .map(({ id }) => id),
      skipped: [...plan.skipped, ...late.skipped],
      held: [...plan.held, ...late.held],
    }
  }

  /**
   * Forgets provider orders that were only found and that another order wants
   * now, if their own order doesn't name them any more.
   *
   * @param input - what their own order was found to have just now
   * @returns how many were forgotten
   */
  async release(
    input: RecordProviderOrdersInput,
    ids: string[]
  ): Promise<number> {
    return inTransaction(this.context.sql, async (trx) => {
      const known = await knownProviderOrders(
        trx,
        input.order_id,
        input.provider_orders
      )
      const { forgotten } = planRecording(input, known, this.unitOf, ids)
      const moved = forgotten.filter((id) => ids.includes(id))
      await lockProviderOrders(trx, moved)
      const released = await forgetProviderOrders(trx, moved)
      return released.length
    })
  }

  /**
   * The provider orders, out of these, that another order was only found to
   * have.
   */
  async heldByOthers(
    orderId: string,
    wanted: OpenProviderOrder[]
  ): Promise<HeldProviderOrder[]> {
    const known = await knownProviderOrders(this.context.sql, orderId, wanted)
    return known
      .filter((row) => row.order_id !== orderId && isLoose(row))
      .map(({ id, order_id }) => ({ id, order_id }))
  }

  /**
   * The provider orders that the order would have once these are recorded,
   * without those for which its cancellation was captured. Writes nothing.
   */
  async preview(
    input: RecordProviderOrdersInput
  ): Promise<OpenProviderOrder[]> {
    const { sql } = this.context
    const known = await knownProviderOrders(
      sql,
      input.order_id,
      input.provider_orders
    )
    const { rows, forgotten } = planRecording(input, known, this.unitOf)
    const own = known.filter(
      ({ id, order_id, is_deleted }) =>
        order_id === input.order_id && !is_deleted && !forgotten.includes(id)
    )
    const cancelled = await cancelledLanes(
      sql,
      own.map(({ id }) => id)
    )
    return [
      ...own.filter(({ id }) => !cancelled.has(id)),
      ...rows.filter(({ is_deleted }) => !is_deleted),
    ].map(({ provider_id, external_id }) => ({ provider_id, external_id }))
  }

  /**
   * The provider orders, out of these, without a full cancellation that counts.
   */
  async uncancelled(ids: string[]): Promise<string[]> {
    const cancelled = await cancelledLanes(this.context.sql, ids)
    return ids.filter((id) => !cancelled.has(id))
  }

  /** Records a provider order that a person or a workflow names. */
  async register(
    input: OrderInfo & {
      provider_order: NewProviderOrder
      created_by: string | null
    }
  ): Promise<{ id: string; cancellation_ids: string[] }> {
    const { clock, registry } = this.context
    const { provider_order: given } = input
    const provider = registry.find(given.provider_id)
    if (!provider) {
      throw notFound(
        "provider_not_found",
        `There is no provider "${given.provider_id}". Configured are: ${registry.ids().join(", ") || "none"}.`
      )
    }
    const { unit } = provider.strategy.capabilities
    throwRefusal(
      refuseExtent(unit, given.currency_code, given.total, given.items)
    )

    const now = await clock.now()
    return inTurns(this.context, input, now, async (trx, after) => {
      const row = rowOf(input, given, unit)
      const [id] = await insertProviderOrders(trx, [row], now)
      if (!id) {
        const known = await knownProviderOrders(trx, input.order_id, [given])
        throw conflict(
          "already_registered",
          `Order ${given.external_id} at "${given.provider_id}" is registered already${forWhichOrder(known, given)}.`
        )
      }
      return {
        id,
        cancellation_ids: await this.captureIfCanceled(
          trx,
          input,
          [id],
          input.created_by,
          now,
          after
        ),
      }
    })
  }

  /**
   * Corrects what was recorded, but never below the amount that voids have
   * taken.
   */
  async correct(
    id: string,
    change: {
      amount?: Decimal | null
      items?: ItemMapping[] | null
      metadata?: Record<string, unknown> | null
    }
  ): Promise<void> {
    const { sql, clock } = this.context
    const now = await clock.now()
    await inTransaction(sql, async (trx) => {
      const [row] = await lockProviderOrders(trx, [id])
      if (!row) {
        throw notFound(
          "provider_order_not_found",
          `There is no provider order ${id}.`
        )
      }
      const next = corrected(row, change)
      throwRefusal(
        refuseExtent(
          row.unit,
          row.currency_code,
          change.amount ?? null,
          next.items
        )
      )
      throwRefusal(refuseTaken(next, await laneState(trx, id)))
      const { amount: total, raw } = columnsOf(next.total)
      await updateProviderOrder(
        trx,
        { ...next, id, total, raw_total: raw },
        now
      )
    })
  }

  /**
   * Removes a provider order, and remembers that. Refused once it has a
   * cancellation.
   */
  async remove(id: string): Promise<void> {
    const { sql, clock } = this.context
    const now = await clock.now()
    await inTransaction(sql, async (trx) => {
      const [row] = await lockProviderOrders(trx, [id])
      if (!row) {
        throw notFound(
          "provider_order_not_found",
          `There is no provider order ${id}.`
        )
      }
      const known = await knownProviderOrders(trx, row.order_id, [])
      if (known.some((other) => other.id === id && other.cancellation_count)) {
        throw refused(
          "has_cancellations",
          "This provider order has cancellations: they are its evidence, so it can't be removed."
        )
      }
      await deleteProviderOrder(trx, id, now)
    })
  }

  /** Stores a total that outranks the stored one. */
  async setTotal(
    id: string,
    total: Decimal,
    source: "provider"
  ): Promise<void> {
    const { sql, clock } = this.context
    const now = await clock.now()
    await inTransaction(sql, async (trx) => {
      const [row] = await lockProviderOrders(trx, [id])
      if (!row || !isOutrankedByRecord(row)) {
        return
      }
      const { amount, raw } = columnsOf(total)
      await updateProviderOrder(
        trx,
        { ...row, total: amount, raw_total: raw, total_source: source },
        now
      )
    })
  }

  /**
   * The provider orders that another transaction recorded while this recording
   * was planned.
   */
  private async lostTo(
    trx: Sql,
    orderId: string,
    lost: OpenProviderOrder[]
  ): Promise<Pick<RecordResult, "skipped" | "held">> {
    if (!lost.length) {
      return { skipped: [], held: [] }
    }
    const holders = (await knownProviderOrders(trx, orderId, lost)).filter(
      ({ order_id, is_deleted }) => order_id !== orderId && !is_deleted
    )
    return {
      skipped: holders.map(({ provider_id, external_id }) => ({
        provider_id,
        external_id,
        reason: HELD_BY_ANOTHER,
      })),
      held: holders
        .filter(isLoose)
        .map(({ id, order_id }) => ({ id, order_id })),
    }
  }

  /**
   * If the order is cancelled already, its provider orders get their cancels in
   * the same transaction. A provider order that was only found, and that nobody
   * named, is not cancelled for a fact from before the start time. A cancel
   * that Medusa may still take back is left to its event and to the
   * reconciliation.
   */
  private async captureIfCanceled(
    trx: Sql,
    facts: OrderInfo,
    providerOrderIds: string[],
    createdBy: string | null,
    now: Date,
    after: After
  ): Promise<string[]> {
    const { options } = this.context
    if (
      !facts.canceled_at ||
      !isSettled(facts.canceled_at, now) ||
      !providerOrderIds.length ||
      !options.automation.orderCanceled
    ) {
      return []
    }
    const rows = await lockProviderOrders(trx, providerOrderIds)
    const { canceled_at } = facts
    const since = await startTimesOf(
      trx,
      "order_canceled",
      rows.map(({ provider_id }) => provider_id)
    )
    const cancelled = rows.filter(({ origin, provider_id }) => {
      const start = since.get(provider_id)
      return origin === "explicit" || (start && canceled_at >= start)
    })
    return insertCancellations(
      trx,
      cancelled.map(({ id }) =>
        newCancel(id, {
          source: "order_canceled",
          source_id: facts.order_id,
          captured_by: "registration",
          created_by: createdBy,
          caused_at: canceled_at,
        })
      ),
      now,
      retryUntil(now, options),
      after
    )
  }
}

/** Nothing where the other registration is gone again by now. */
const forWhichOrder = (
  known: KnownProviderOrder[],
  { provider_id, external_id }: NewProviderOrder
): string => {
  const holder = known.find(
    (row) =>
      !row.is_deleted &&
      row.provider_id === provider_id &&
      row.external_id === external_id
  )
  if (!holder) {
    return ""
  }
  return holder.order_display_id === null
    ? `, for order ${holder.order_id}`
    : `, for order #${holder.order_display_id} (${holder.order_id})`
}
