/** A place among facts, in the order of (time, id). */
export interface FactPosition {
  /**
   * PostgreSQL's own text of the time: a `Date` has no microseconds, and a
   * position cut to milliseconds would find the same row again and again.
   */
  at: string
  id: string
}

/** A row of Medusa's own tables that a cancellation is captured for. */
export interface Fact {
  /** The cancelled order, the edit's order change, the refund. */
  id: string
  /** The order; of a refund, its payment. */
  subject_id: string
  /** When anything changed that it was judged by: it is looked at again then. */
  updated_at: Date
  /** When it came about, exactly. */
  position: string
}

export interface ReadFact extends Fact {
  /** False: all that it means was captured. */
  is_missed: boolean
}

export interface FactRange {
  after: FactPosition
  /** Exclusive. */
  until: Date
  limit: number
}

export const positionOf = ({
  position,
  id,
}: Pick<Fact, "position" | "id">): FactPosition => ({ at: position, id })

/** The place before everything that came about at this time. */
export const positionAt = (time: Date): FactPosition => ({
  at: time.toISOString(),
  id: "",
})

/** What a page's statement is given. */
export const parametersOf = ({
  after,
  until,
  limit,
}: FactRange): Record<string, string | number | Date> => ({
  after_at: after.at,
  after_id: after.id,
  until,
  limit,
})

/**
 * SQL: when an edit or a refund has last to be looked at again: what is due for
 * it depends on the order, whose metadata may name a provider order later, and
 * on the provider orders that are known.
 *
 * @param own - an expression for the fact's own time
 * @param orderId - an expression for the order's id
 */
export const latestChange = (own: string, orderId: string): string => `
  greatest(
    ${own},
    (select o.updated_at from "order" o where o.id = ${orderId}),
    (
      select max(po.created_at) from cncl_provider_order po
      where po.order_id = ${orderId} and po.deleted_at is null
    )
  )`
