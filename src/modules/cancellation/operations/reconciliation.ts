import { Logger } from "@medusajs/framework/types"
import {
  CanceledOrder,
  OrderPosition,
  canceledOrders,
  earliestStartTime,
  positionAt,
  positionOf,
  readCanceledOrders,
} from "../ledger/missed-orders"
import {
  advanceCursor,
  markSwept,
  readCursor,
} from "../ledger/reconciliation-cursor"
import { createOrderIndex } from "../ledger/order-index"
import { ReconciliationResult } from "../types"
import { OperationContext } from "./context"
import { LookedAt } from "./looked-at"
import { StartTimes } from "./start-times"

/** The event comes first, and a store's failing hook may still un-cancel. */
export const SETTLING_MS = 120_000

/**
 * `canceled_at` is set before the commit, by clocks that differ: what turns up
 * behind the cursor within this time is found at once.
 */
export const OVERLAP_MS = 86_400_000

/** And what turns up even later is found within a day. */
export const SWEEP_MS = 86_400_000

const CURSOR = "order_canceled"

/** How much one run may read, so that a backlog never holds a process up. */
const PAGE_SIZE = 500
const PAGES_PER_RUN = 20
const ORDERS_PER_RUN = 300

/** Captures what an order's cancelling means; gives how many it captured. */
export type CaptureOrder = (orderId: string) => Promise<number>

interface Run {
  since: Date
  now: Date
  pagesLeft: number
  ordersLeft: number
  capture: CaptureOrder
  result: ReconciliationResult
}

/** A way through a range of orders that may take several runs. */
interface Pass {
  at: OrderPosition
  until: Date
}

/**
 * Finds cancelled orders in Medusa's own tables, so that losing an event loses
 * nothing. Any number of processes may do so at once: what is captured is
 * decided by unique keys.
 */
export class Reconciliation {
  private readonly lookedAt = new LookedAt()
  private overlap: Pass | null = null
  private sweep: Pass | null = null
  private isRunning = false
  private index: Promise<void> | null = null

  constructor(
    private readonly context: OperationContext,
    private readonly startTimes: StartTimes,
    private readonly logger: Logger
  ) {}

  /**
   * What is new, then what may have turned up behind the cursor, then, once a
   * day, everything since the start time.
   */
  async run(capture: CaptureOrder): Promise<ReconciliationResult> {
    const result: ReconciliationResult = {
      captured: 0,
      order_ids: [],
      failed: 0,
      error: null,
    }
    if (this.isRunning || !this.context.options.automation.orderCanceled) {
      return result
    }
    this.isRunning = true
    try {
      await this.startTimes.ensure()
      const { sql, clock, registry } = this.context
      const since = await earliestStartTime(sql, registry.ids())
      if (since) {
        this.startIndex()
        await this.passes({
          since,
          now: await clock.now(),
          pagesLeft: PAGES_PER_RUN,
          ordersLeft: ORDERS_PER_RUN,
          capture,
          result,
        })
      }
      return result
    } finally {
      this.isRunning = false
    }
  }

  /** Cancelled orders of a time, for the backfill. */
  async canceledOrders(
    after: OrderPosition,
    until: Date,
    limit: number
  ): Promise<CanceledOrder[]> {
    return canceledOrders(this.context.sql, { after, until, limit })
  }

  /** Once per process. All works without it, so its failure is only told. */
  async ensureIndex(): Promise<void> {
    this.index ??= this.createIndex()
    return this.index
  }

  /**
   * In the background: the build waits for every older transaction to end, and
   * the reconciliation must not.
   */
  private startIndex(): void {
    if (this.context.options.reconciliation.createIndex) {
      void this.ensureIndex()
    }
  }

  private async createIndex(): Promise<void> {
    try {
      if ((await createOrderIndex(this.context.sql)) === "created") {
        this.logger.info(
          "medusa-plugin-cancellation: created an index on the orders' canceled_at, for the reconciliation"
        )
      }
    } catch (error) {
      this.logger.warn(
        `medusa-plugin-cancellation: the index on the orders' canceled_at could not be created, and is tried again when the process starts anew; the reconciliation works without it, only slower. To create no index, set reconciliation.createIndex to false. ${(error as Error).message}`
      )
    }
  }

  private async passes(run: Run): Promise<void> {
    const { sql } = this.context
    const cursor = await readCursor(sql, CURSOR)
    // Where the start time was reset, what is before it is never read again.
    const frontier =
      cursor.position && cursor.position.time >= run.since
        ? cursor.position
        : { ...positionAt(run.since), time: run.since }
    const settled = before(run.now, SETTLING_MS)

    await this.walk(run, { at: frontier, until: settled }, (position) =>
      advanceCursor(sql, CURSOR, position, run.now)
    )

    const overlapStart = later(run.since, before(frontier.time, OVERLAP_MS))
    this.overlap ??= {
      at: positionAt(overlapStart),
      // The frontier's own moment too: another id may turn up in it.
      until: earlier(new Date(frontier.time.getTime() + 1), settled),
    }
    if (await this.walk(run, this.overlap)) {
      this.overlap = null
    }

    const isSweepDue =
      !cursor.swept_at || cursor.swept_at <= before(run.now, SWEEP_MS)
    if (!this.sweep && isSweepDue) {
      this.sweep = { at: positionAt(run.since), until: overlapStart }
    }
    if (this.sweep && (await this.walk(run, this.sweep))) {
      this.sweep = null
      await markSwept(sql, CURSOR, run.now)
    }
  }

  /**
   * Goes on where the pass is.
   *
   * @returns whether it came to its end, and not only to this run's
   */
  private async walk(
    run: Run,
    pass: Pass,
    onPosition?: (position: OrderPosition) => Promise<void>
  ): Promise<boolean> {
    const { sql, registry } = this.context
    while (run.pagesLeft > 0 && run.ordersLeft > 0) {
      run.pagesLeft -= 1
      const orders = await readCanceledOrders(
        sql,
        { after: pass.at, until: pass.until, limit: PAGE_SIZE },
        registry.ids()
      )
      const from = pass.at
      for (const order of orders) {
        if (order.is_missed && !this.lookedAt.has(order)) {
          if (run.ordersLeft <= 0) {
            break
          }
          await this.lookAt(run, order)
        }
        pass.at = positionOf(order)
      }
      if (pass.at !== from) {
        await onPosition?.(pass.at)
      }
      const isRead = pass.at.id === (orders.at(-1)?.id ?? pass.at.id)
      if (orders.length < PAGE_SIZE && isRead) {
        return true
      }
    }
    return false
  }

  /** One order that fails must not keep the others from being captured. */
  private async lookAt(run: Run, order: CanceledOrder): Promise<void> {
    run.ordersLeft -= 1
    try {
      const captured = await run.capture(order.id)
      if (captured) {
        run.result.captured += captured
        run.result.order_ids.push(order.id)
      } else {
        this.lookedAt.add(order)
      }
    } catch (error) {
      run.result.failed += 1
      run.result.error ??= `order ${order.id}: ${(error as Error).message}`
    }
  }
}

const before = (time: Date, ms: number): Date => new Date(time.getTime() - ms)

const later = (a: Date, b: Date): Date => (a > b ? a : b)

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
