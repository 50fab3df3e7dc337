import { type MedusaContainer } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { isSettled } from "../../modules/cancellation/core/automation"
import { invalid } from "../../modules/cancellation/errors"
import {
  type CanceledOrderDTO,
  type MatchingSettings,
  type OpenProviderOrder,
  type RecordProviderOrdersInput,
} from "../../modules/cancellation/types"
import { findInOrder } from "../utils/find-in-order"
import { ledgerOf } from "../utils/ledger"
import { oneLine } from "../utils/one-line"

export interface BackfillOrderCancellationsStepInput {
  /** Orders cancelled at this time, or later. */
  from: Date | string
  /**
   * Orders cancelled before this time. Left out: until two minutes ago, because
   * Medusa may still undo a later cancel.
   */
  to?: Date | string | null
  /** Ids of configured providers. Left out: all of them. */
  provider_ids?: string[] | null
  /**
   * False: captures. Any other value only tells what would be captured.
   *
   * @defaultValue true
   */
  dry_run?: boolean
  /**
   * How many cancelled orders are read at most.
   *
   * @defaultValue 1000
   */
  limit?: number
  /** The `cursor` of the previous answer, to continue from there. */
  cursor?: string | null
}

export interface BackfilledOrder {
  order_id: string
  /** ISO time. */
  canceled_at: string
  /**
   * The provider orders for which a cancel was captured or, in a dry run, would
   * be.
   */
  provider_orders: OpenProviderOrder[]
  /** How many cancellations were captured: none in a dry run. */
  captured: number
}

export interface BackfilledOrders {
  dry_run: boolean
  /**
   * The orders with anything to capture; the order cancelled first comes first.
   */
  orders: BackfilledOrder[]
  /** Orders that could not be read or captured; the other orders were. */
  failed: { order_id: string; message: string }[]
  /** How many cancelled orders were read. */
  read: number
  /** Not null: there are more orders; give it as the input's `cursor`. */
  cursor: string | null
}

const DEFAULT_LIMIT = 1_000
const PAGE_SIZE = 100

export const backfillOrderCancellationsStepId =
  "cancellation-backfill-order-cancellations"

/**
 * This step goes through the orders that were cancelled in a range of time,
 * whatever the start times say, and captures a full cancellation of each of
 * their provider orders that has none.
 *
 * The step sends nothing itself: the running store sends within seconds. The
 * step is never compensated: the captured cancellations may have been sent by
 * then.
 */
export const backfillOrderCancellationsStep = createStep(
  backfillOrderCancellationsStepId,
  async (input: BackfillOrderCancellationsStepInput, { container }) => {
    const ledger = ledgerOf(container)
    const { provider_ids } = input
    const settings = (await ledger.matchingSettings()).filter(
      ({ provider_id }) => provider_ids?.includes(provider_id) ?? true
    )
    refuseUnknownProviders(provider_ids, settings)

    const range = {
      from: toTime(input.from, "from"),
      until: input.to == null ? null : toTime(input.to, "to"),
    }
    const answer: BackfilledOrders = {
      dry_run: input.dry_run !== false,
      orders: [],
      failed: [],
      read: 0,
      cursor: null,
    }
    const limit = input.limit ?? DEFAULT_LIMIT
    let after = input.cursor ? parseCursor(input.cursor) : null
    while (answer.read < limit) {
      const size = Math.min(PAGE_SIZE, limit - answer.read)
      const page = await ledger.canceledOrders({ ...range, after, limit: size })
      for (const order of page) {
        await backfillOne(container, order, settings, answer)
      }
      answer.read += page.length
      after = page.at(-1) ?? after
      if (page.length < size) {
        return new StepResponse(answer)
      }
    }
    answer.cursor = after && `${after.position} ${after.id}`
    return new StepResponse(answer)
  }
)

const backfillOne = async (
  container: MedusaContainer,
  order: CanceledOrderDTO,
  settings: MatchingSettings[],
  answer: BackfilledOrders
): Promise<void> => {
  try {
    const provider_orders = await (answer.dry_run ? preview : capture)(
      container,
      order.id,
      settings
    )
    if (provider_orders.length) {
      answer.orders.push({
        order_id: order.id,
        canceled_at: order.canceled_at.toISOString(),
        provider_orders,
        captured: answer.dry_run ? 0 : provider_orders.length,
      })
    }
  } catch (error) {
    answer.failed.push({ order_id: order.id, message: oneLine(error) })
  }
}

/**
 * The recording of an order; null if the order isn't cancelled any more, or was
 * cancelled again just now.
 */
const recordingOf = async (
  container: MedusaContainer,
  orderId: string,
  settings: MatchingSettings[]
): Promise<RecordProviderOrdersInput | null> => {
  const found = await findInOrder(container, orderId, settings, "later")
  const canceled_at = found?.facts.canceled_at
  const now = await ledgerOf(container).now()
  return found && canceled_at && isSettled(canceled_at, now)
    ? // The cancels are captured below, and name their own cause.
      { ...found.facts, canceled_at: null }
    : null
}

const isAmong =
  (settings: MatchingSettings[]) =>
  ({ provider_id }: { provider_id: string }): boolean =>
    settings.some((one) => one.provider_id === provider_id)

const preview = async (
  container: MedusaContainer,
  orderId: string,
  settings: MatchingSettings[]
): Promise<OpenProviderOrder[]> => {
  const input = await recordingOf(container, orderId, settings)
  const open = input
    ? await ledgerOf(container).previewProviderOrders(input)
    : []
  return open.filter(isAmong(settings))
}

const capture = async (
  container: MedusaContainer,
  orderId: string,
  settings: MatchingSettings[]
): Promise<OpenProviderOrder[]> => {
  const ledger = ledgerOf(container)
  const input = await recordingOf(container, orderId, settings)
  const recorded = input && (await ledger.recordProviderOrders(input))
  const wanted = (recorded?.provider_orders ?? []).filter(isAmong(settings))
  if (!wanted.length) {
    return []
  }
  const { cancellations, captured_ids } = await ledger.captureCancels({
    order_id: orderId,
    provider_order_ids: wanted.map(({ id }) => id),
    source: "order_canceled",
    source_id: orderId,
    captured_by: "reconciliation",
  })
  return cancellations
    .filter(({ id }) => captured_ids.includes(id))
    .map(({ provider_id, external_id }) => ({ provider_id, external_id }))
}

const refuseUnknownProviders = (
  given: string[] | null | undefined,
  settings: MatchingSettings[]
): void => {
  const unknown = (given ?? []).find(
    (id) => !settings.some(({ provider_id }) => provider_id === id)
  )
  if (unknown !== undefined) {
    throw invalid(
      `There is no provider "${unknown}" in the configuration.`,
      "not_configured"
    )
  }
}

const toTime = (given: Date | string, name: string): Date => {
  const time = new Date(given)
  if (Number.isNaN(time.getTime())) {
    throw invalid(
      `${name} must be a time, for example 2026-01-31 or 2026-01-31T08:00:00Z.`
    )
  }
  return time
}

/**
 * PostgreSQL's text of a time contains a space itself: the last space
 * separates.
 */
const parseCursor = (cursor: string): { position: string; id: string } => {
  const at = cursor.lastIndexOf(" ")
  return { position: cursor.slice(0, at), id: cursor.slice(at + 1) }
}
