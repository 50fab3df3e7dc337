import { REFUND_SETTLED_AFTER_MS, SETTLING_MS } from "../../core/automation"
import {
  canceledOrders,
  judgeCanceledOrders,
} from "../../ledger/facts/canceled-orders"
import { Fact, FactRange, Judgement } from "../../ledger/facts/fact"
import {
  EDIT_INDEX,
  FactIndex,
  ORDER_INDEX,
  REFUND_INDEX,
} from "../../ledger/facts/fact-index"
import { judgeOrderEdits, orderEdits } from "../../ledger/facts/order-edits"
import { judgeRefunds, refunds } from "../../ledger/facts/refunds"
import { Sql } from "../../ledger/sql"
import { MatchingSettings } from "../../types"
import { AutomatedSource } from "../../core/vocabulary"

/** A table of Medusa's in which a source's facts are found. */
export interface FactSource {
  /** Also the name of the source's cursor. */
  source: AutomatedSource
  /** How long a fact is left alone: its event may come, or Medusa undo it. */
  settling_ms: number
  index: FactIndex
  /**
   * Reads a page. A page is bounded by the number of facts read, not of those
   * missed.
   */
  read: (sql: Sql, range: FactRange) => Promise<Fact[]>
  /** Gives judgements in any order. A fact that no longer exists gets none. */
  judge: (
    sql: Sql,
    ids: string[],
    providers: MatchingSettings[]
  ) => Promise<Judgement[]>
}

export const CANCELED_ORDERS: FactSource = {
  source: "order_canceled",
  settling_ms: SETTLING_MS,
  index: ORDER_INDEX,
  read: canceledOrders,
  judge: (sql, ids, providers) =>
    judgeCanceledOrders(
      sql,
      ids,
      providers.map(({ provider_id }) => provider_id)
    ),
}

export const ORDER_EDITS: FactSource = {
  source: "order_edited",
  settling_ms: SETTLING_MS,
  index: EDIT_INDEX,
  read: orderEdits,
  judge: (sql, ids, providers) =>
    judgeOrderEdits(
      sql,
      ids,
      providers
        .filter(({ unit }) => unit !== "none")
        .map(({ provider_id }) => provider_id)
    ),
}

export const REFUNDS: FactSource = {
  source: "payment_refunded",
  settling_ms: REFUND_SETTLED_AFTER_MS,
  index: REFUND_INDEX,
  read: refunds,
  judge: (sql, ids, providers) =>
    judgeRefunds(
      sql,
      ids,
      providers
        .filter(({ unit }) => unit === "currency")
        .flatMap(({ provider_id, refunds_of }) =>
          refunds_of.map((payment_provider_id) => ({
            provider_id,
            payment_provider_id,
          }))
        )
    ),
}
