import { generateEntityId } from "@medusajs/framework/utils"
import { Decimal, ItemMapping, Unit } from "../../../provider-kit"
import { refuseAmount } from "../core/amounts"
import { columnsOf } from "../core/numeric"
import { conflict, notFound, refused } from "../errors"
import { cancelledLanes } from "../ledger/find-cancellations"
import { insertCancellations } from "../ledger/insert-cancellations"
import { laneState } from "../ledger/lane-state"
import { lockProviderOrders } from "../ledger/lock-provider-orders"
import {
  KnownProviderOrder,
  NewProviderOrderRow,
  deleteProviderOrder,
  forgetProviderOrders,
  insertProviderOrders,
  knownProviderOrders,
  updateProviderOrder,
} from "../ledger/provider-orders"
import { ProviderOrderRow } from "../ledger/rows"
import { startTimesOf } from "../ledger/start-times"
import { Sql, inTransaction } from "../ledger/sql"
import {
  NewProviderOrder,
  OpenProviderOrder,
  OrderFacts,
  RecordProviderOrdersInput,
} from "../types"
import { cancelRow } from "./cancel-rows"
import { OperationContext } from "./context"
import { retryUntil } from "./retry-until"

export interface RecordResult {
  created_ids: string[]
  skipped: { provider_id: string; external_id: string; reason: string }[]
  cancellation_ids: string[]
}

/** Provider orders: recorded, registered, corrected, removed. */
export class ProviderOrderBook {
  constructor(private readonly context: OperationContext) {}

  /** Records what was found. What is there already is left as it is. */
  async record(input: RecordProviderOrdersInput): Promise<RecordResult> {
    const { sql, clock } = this.context
    const now = await clock.now()
    return inTransaction(sql, async (trx) => {
      const known = await knownProviderOrders(
        trx,
        input.order_id,
        input.provider_orders
      )
      const { rows, replaced, skipped } = this.planRecording(input, known)
      await forgetProviderOrders(trx, replaced)
      const created = await insertProviderOrders(trx, rows, now)
      const createdIds = rows
        .filter(({ id, is_deleted }) => !is_deleted && created.includes(id))
        .map(({ id }) => id)
      return {
        created_ids: createdIds,
        skipped,
        cancellation_ids: await this.captureIfCanceled(
          trx,
          input,
          createdIds,
          null,
          now
        ),
      }
    })
  }

  /**
   * The provider orders that the order would have once these are recorded,
   * without those that its cancelling was captured for. Writes nothing.
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
    const { rows, replaced } = this.planRecording(input, known)
    const own = known.filter(
      ({ id, order_id, is_deleted }) =>
        order_id === input.order_id && !is_deleted && !replaced.includes(id)
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

  /** Records one that a person or a workflow names. */
  async register(
    input: OrderFacts & {
      provider_order: NewProviderOrder
      created_by: string | null
    }
  ): Promise<{ id: string; cancellation_ids: string[] }> {
    const { sql, clock, registry } = this.context
    const { provider_order: given } = input
    const provider = registry.find(given.provider_id)
    if (!provider) {
      throw notFound(
        `There is no provider "${given.provider_id}". Configured are: ${registry.ids().join(", ") || "none"}.`
      )
    }
    const { unit } = provider.strategy.capabilities
    checkFigures(unit, given.currency_code, given.total, given.items)

    const now = await clock.now()
    return inTransaction(sql, async (trx) => {
      const row = this.rowOf(input, given, unit)
      const [id] = await insertProviderOrders(trx, [row], now)
      if (!id) {
        throw conflict(
          `Order ${given.external_id} at "${given.provider_id}" is registered already.`
        )
      }
      return {
        id,
        cancellation_ids: await this.captureIfCanceled(
          trx,
          input,
          [id],
          input.created_by,
          now
        ),
      }
    })
  }

  /** Corrects what was recorded; never below what voids have taken. */
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
        throw notFound(`There is no provider order ${id}.`)
      }
      const next = corrected(row, change)
      checkFigures(
        row.unit,
        row.currency_code,
        change.amount ?? null,
        next.items
      )
      const state = await laneState(trx, id)
      if (next.total !== null && Number(next.total) < Number(state.taken)) {
        throw refused(
          `${state.taken} of it were voided already, or are being voided: the amount can't be less than that.`
        )
      }
      const mapped = new Set(
        (next.items ?? []).flatMap(({ external_item_ids }) =>
          external_item_ids.map(String)
        )
      )
      if (state.taken_item_ids.some((taken) => !mapped.has(String(taken)))) {
        throw refused(
          "An item id that was voided already, or is being voided, can't be taken out of the items."
        )
      }
      const { amount: total, raw } = columnsOf(next.total)
      await updateProviderOrder(
        trx,
        { ...next, id, total, raw_total: raw },
        now
      )
    })
  }

  /** Removes one, and remembers that; refused once a cancellation exists. */
  async remove(id: string): Promise<void> {
    const { sql, clock } = this.context
    const now = await clock.now()
    await inTransaction(sql, async (trx) => {
      const [row] = await lockProviderOrders(trx, [id])
      if (!row) {
        throw notFound(`There is no provider order ${id}.`)
      }
      const known = await knownProviderOrders(trx, row.order_id, [])
      if (known.some((other) => other.id === id && other.cancellation_count)) {
        throw refused(
          "This provider order has cancellations: they are its evidence, so it can't be removed."
        )
      }
      await deleteProviderOrder(trx, id, now)
    })
  }

  /** Stores a total that outranks the one that is there. */
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

  private planRecording(
    input: RecordProviderOrdersInput,
    known: KnownProviderOrder[]
  ): Pick<RecordResult, "skipped"> & {
    rows: NewProviderOrderRow[]
    replaced: string[]
  } {
    const rows: NewProviderOrderRow[] = []
    const replaced: string[] = []
    const skipped: RecordResult["skipped"] = []
    const own = known.filter(({ order_id }) => order_id === input.order_id)

    for (const found of input.provider_orders) {
      const { provider_id, external_id } = found
      const provider = this.context.registry.find(provider_id)
      const same = (row: KnownProviderOrder): boolean =>
        row.provider_id === provider_id && row.external_id === external_id
      const skip = (reason: string): void => {
        skipped.push({ provider_id, external_id, reason })
      }

      if (!provider) {
        skip("the provider is not configured")
      } else if (own.some((row) => same(row) && !row.is_deleted)) {
        // Known: nothing to do, and nothing to tell.
      } else if (own.some((row) => same(row) && row.is_deleted)) {
        skip("it was removed, or was not believed, before")
      } else if (known.some((row) => same(row) && !row.is_deleted)) {
        skip("it belongs to another order")
      } else {
        const outdated = own.filter(
          (row) =>
            row.provider_id === provider_id &&
            row.origin !== "explicit" &&
            !row.is_deleted
        )
        if (outdated.some(({ cancellation_count }) => cancellation_count)) {
          skip(
            "another one was found for this order before, and has cancellations"
          )
        } else {
          replaced.push(...outdated.map(({ id }) => id))
          rows.push(
            this.rowOf(input, found, provider.strategy.capabilities.unit)
          )
        }
      }
    }

    for (const { provider_id, external_id } of input.distrusted ?? []) {
      const provider = this.context.registry.find(provider_id)
      const isKnown = own.some(
        (row) =>
          row.provider_id === provider_id && row.external_id === external_id
      )
      if (provider && !isKnown) {
        rows.push({
          ...this.rowOf(
            input,
            {
              provider_id,
              external_id,
              origin: "metadata",
              total: null,
              total_source: null,
              currency_code: null,
              items: null,
              metadata: null,
            },
            provider.strategy.capabilities.unit
          ),
          is_deleted: true,
        })
      }
    }
    return { rows, replaced, skipped }
  }

  private rowOf(
    facts: OrderFacts,
    given: NewProviderOrder,
    unit: Unit
  ): NewProviderOrderRow {
    const total = unit === "item" ? countOf(given.items) : given.total
    const columns = columnsOf(unit === "none" ? null : total)
    return {
      id: generateEntityId(undefined, "cnpo"),
      order_id: facts.order_id,
      order_display_id: facts.order_display_id,
      provider_id: given.provider_id,
      external_id: given.external_id,
      unit,
      currency_code: unit === "currency" ? given.currency_code : null,
      total: columns.amount,
      raw_total: columns.raw,
      total_source: columns.amount === null ? null : given.total_source,
      items: unit === "item" ? given.items : null,
      origin: given.origin,
      metadata: given.metadata,
      is_deleted: false,
    }
  }

  /**
   * An order that is cancelled already gets its cancels with its provider
   * orders, in one transaction. What was only found, and not named by anyone,
   * is not cancelled for a fact from before the start time.
   */
  private async captureIfCanceled(
    trx: Sql,
    facts: OrderFacts,
    providerOrderIds: string[],
    createdBy: string | null,
    now: Date
  ): Promise<string[]> {
    const { options } = this.context
    if (
      !facts.canceled_at ||
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
        cancelRow(id, {
          source: "order_canceled",
          source_id: facts.order_id,
          captured_by: "registration",
          created_by: createdBy,
        })
      ),
      now,
      retryUntil(now, options)
    )
  }
}

const countOf = (items: ItemMapping[] | null): Decimal | null =>
  items
    ? String(
        items.reduce(
          (sum, { external_item_ids }) => sum + external_item_ids.length,
          0
        )
      )
    : null

/** The provider's own figure comes before a payment's or the order's. */
export const isOutrankedByRecord = (
  row: Pick<ProviderOrderRow, "total_source" | "unit">
): boolean =>
  row.unit !== "none" &&
  row.unit !== "item" &&
  row.total_source !== "explicit" &&
  row.total_source !== "metadata"

const corrected = (
  row: ProviderOrderRow,
  change: {
    amount?: Decimal | null
    items?: ItemMapping[] | null
    metadata?: Record<string, unknown> | null
  }
): Pick<ProviderOrderRow, "total" | "total_source" | "items" | "metadata"> => {
  const items = change.items === undefined ? row.items : change.items
  const metadata =
    change.metadata === undefined ? row.metadata : change.metadata
  if (row.unit === "item") {
    return {
      total: countOf(items),
      total_source: items ? "explicit" : null,
      items,
      metadata,
    }
  }
  return change.amount === undefined
    ? { total: row.total, total_source: row.total_source, items, metadata }
    : {
        total: change.amount,
        total_source: change.amount === null ? null : "explicit",
        items,
        metadata,
      }
}

/** Throws where an amount or items make no sense in this unit. */
const checkFigures = (
  unit: Unit,
  currencyCode: string | null,
  amount: Decimal | null,
  items: ItemMapping[] | null
): void => {
  if (amount !== null) {
    const senseless =
      unit === "item"
        ? "This provider is measured in items: register its items instead of an amount."
        : refuseAmount(amount, unit, currencyCode)
    if (senseless) {
      throw refused(senseless)
    }
  }
  if (items?.length && unit !== "item") {
    throw refused(
      "This provider is not measured in items: leave the items out."
    )
  }
  const seen = new Set<string>()
  const lines = new Set<string>()
  for (const { line_item_id, external_item_ids } of items ?? []) {
    if (lines.has(line_item_id)) {
      throw refused(`The item ${line_item_id} is listed twice.`)
    }
    lines.add(line_item_id)
    for (const id of external_item_ids.map(String)) {
      if (seen.has(id)) {
        throw refused(
          `The provider's item id ${id} is listed twice: each one is a single unit.`
        )
      }
      seen.add(id)
    }
  }
}
