import { PRESENT_MS } from "../../core/presence"
import { AutomatedSource } from "../../core/vocabulary"

/** A place among facts, in the order of (time, id). */
export interface FactPosition {
  /**
   * The time as PostgreSQL's own text: a `Date` has no microseconds, and a
   * position cut to milliseconds would find the same row again and again.
   */
  at: string
  id: string
}

/** A row of Medusa's own tables that a cancellation is captured for. */
export interface Fact {
  /** The id of the cancelled order, the edit's order change or the refund. */
  id: string
  /** The id of the order; for a refund, of its payment. */
  subject_id: string
  /** Changes whenever anything changes that the fact is judged by. */
  version: string
  /** When the fact came about, exactly. */
  position: string
}

/** What the ledger says of a fact. */
export interface Judgement {
  id: string
  /** Something that the fact requires may not have been captured. */
  is_missed: boolean
  /** The fact may be missed later, although nothing about it changes. */
  is_provisional: boolean
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

/** The position before everything that came about at this time. */
export const positionAt = (time: Date): FactPosition => ({
  at: time.toISOString(),
  id: "",
})

/** The parameters of a page's statement. */
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
 * SQL: the end of a page's statement, with those parameters. It continues the
 * statement's `where`.
 *
 * @param at - the column that says when a fact came about
 * @param id - the column of its id
 */
export const pageBy = (at: string, id: string): string => `
  and (${at}, ${id}) > (:after_at::timestamptz, :after_id)
  and ${at} < :until
  order by ${at}, ${id}
  limit :limit`

/** SQL: the facts to judge, from a parameter named `ids`. */
export const GIVEN_IDS =
  "any(array(select jsonb_array_elements_text(:ids::jsonb)))"

/**
 * SQL: which provider orders of an order are known. It includes their number,
 * because one that was written earlier may be committed later.
 *
 * @param orderId - an expression for the order's id
 */
export const knownProviderOrders = (orderId: string): string => `
  (
    select count(*) || '/' || max(known.created_at)
    from cncl_provider_order known
    where known.order_id = ${orderId} and known.deleted_at is null
  )`

/**
 * SQL: the version of an edit or a refund. What it requires depends on the
 * order too, whose metadata may name a provider order later.
 *
 * @param own - an expression for the fact's own time
 * @param orderId - an expression for the order's id
 */
export const versionOf = (own: string, orderId: string): string => `
  concat_ws(
    '/', ${own},
    (select concat_ws('/', its.updated_at, its.canceled_at)
      from "order" its where its.id = ${orderId}),
    ${knownProviderOrders(orderId)}
  )`

/**
 * SQL: some process ran without a provider when the fact came about, or soon
 * after, and the order has nothing at that provider. That process may have
 * received the fact's event, and captured it only at the providers that it has.
 * Such facts are looked at again for a day.
 *
 * It takes a parameter named `provider_ids`: the configured providers.
 *
 * @param source - a constant, never input
 * @param at - an expression for when the fact came about
 * @param orderId - an expression for the order's id
 */
export const mayBeUnheard = (
  source: AutomatedSource,
  at: string,
  orderId: string
): string => `
  exists (
    select 1 from cncl_start_time lacking
    where lacking.source = '${source}'
      and lacking.provider_id = any(
        array(select jsonb_array_elements_text(:provider_ids::jsonb))
      )
      and lacking.disabled_at is null
      and lacking.deleted_at is null
      and lacking.enabled_at <= ${at}
      and lacking.absent_until between
        ${at} - interval '${PRESENT_MS} ms' and ${at} + interval '1 day'
      and not exists (
        select 1 from cncl_provider_order own
        where own.order_id = ${orderId}
          and own.provider_id = lacking.provider_id
      )
  )`
