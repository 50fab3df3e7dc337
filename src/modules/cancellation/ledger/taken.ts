import {
  ENDED_STATUSES,
  MOVING_STATUSES,
  RELEASED_STATUSES,
} from "../core/status"

/**
 * SQL: how much one void takes, in its provider order's unit: its amount, or
 * the number of its item units.
 *
 * @param alias - of the cancellation's table; a constant, never input
 */
export const takenBy = (alias: string): string => `
  coalesce(${alias}.amount, (
    select sum((item ->> 'quantity')::numeric)
    from jsonb_array_elements(
      case jsonb_typeof(${alias}.items) when 'array' then ${alias}.items end
    ) item
  ), 0)`

/**
 * SQL: an attempt was a send that may have taken effect, or may still do so.
 *
 * @param alias - of the attempt's table; a constant, never input
 */
export const perhapsApplied = (alias: string): string => `
  ${alias}.purpose = 'send' and (
    ${alias}.outcome = 'accepted'
    -- Before the call it means that what was read had two explanations.
    or (${alias}.outcome = 'unknown' and ${alias}.send_started_at is not null)
  )`

/**
 * SQL: the number of the last attempt up to which a person has confirmed that
 * nothing was applied. 0: there is none. The last word counts: whoever reopens
 * what was closed by mistake takes the word of that back.
 *
 * @param alias - of the cancellation's table; a constant, never input
 */
export const confirmedThrough = (alias: string): string => `
  coalesce((
    select (entry ->> 'not_applied_through')::int
    from jsonb_array_elements(
      case jsonb_typeof(${alias}.history) when 'array' then ${alias}.history end
    ) with ordinality as said(entry, place)
    where entry ->> 'not_applied_through' is not null
    order by place desc
    limit 1
  ), 0)`

/**
 * SQL: the number of the last attempt up to which a person has confirmed, or a
 * read has proven, that nothing was applied.
 *
 * @param alias - of the cancellation's table; a constant, never input
 */
export const provenThrough = (alias: string): string => `
  greatest(
    coalesce((
      select max(proof.number) from cncl_attempt proof
      where proof.cancellation_id = ${alias}.id
        and (
          (proof.purpose = 'read_back' and proof.outcome = 'retry')
          -- It was taken, and turned down.
          or (proof.purpose = 'poll' and proof.outcome = 'rejected')
        )
        -- Always so, and what the index on attempts is made of.
        and proof.deleted_at is null
    ), 0),
    ${confirmedThrough(alias)}
  )`

/**
 * SQL: a send of the cancellation may have been applied, and nothing has proven
 * since that it was not.
 *
 * @param alias - of the cancellation's table; a constant, never input
 */
export const mayHaveBeenApplied = (alias: string): string => `
  exists (
    select 1 from cncl_attempt sent
    where sent.cancellation_id = ${alias}.id
      and ${perhapsApplied("sent")}
      and sent.deleted_at is null
      and sent.number > ${provenThrough(alias)}
  )`

/**
 * SQL: the external item ids that were allotted to the voids of a provider
 * order, as a JSON array.
 *
 * @param providerOrderId - an expression for its id
 * @param condition - on the void, whose alias is `v`
 */
export const allottedItemIds = (
  providerOrderId: string,
  condition: string
): string => `
  coalesce((
    select json_agg(allotted.item_id)
    from cncl_cancellation v,
      jsonb_array_elements(
        case jsonb_typeof(v.items) when 'array' then v.items end
      ) item,
      -- Not named like a column: a bare name would mean the column.
      jsonb_array_elements(item -> 'external_item_ids') as allotted(item_id)
    where v.provider_order_id = ${providerOrderId} and v.kind = 'void'
      and v.deleted_at is null and ${condition}
  ), '[]'::json)`

/**
 * SQL: how much the voids of a provider order took, as an aggregate over its
 * cancellations.
 *
 * @param alias - of the cancellation's table; a constant, never input
 * @param part - `voided`: by voids that succeeded; `reserved`: by voids that
 * may have succeeded, or still may; `taken`: by both
 */
export const voidSum = (
  alias: string,
  part: "voided" | "reserved" | "taken"
): string => `
  coalesce(sum(${takenBy(alias)}) filter (
    where ${alias}.kind = 'void' and ${conditionOf(alias)[part]}
  ), 0)`

const conditionOf = (alias: string) => ({
  voided: `${alias}.status = 'succeeded'`,
  reserved: `${alias}.status <> 'succeeded' and ${alias}.status not in ${RELEASED}`,
  taken: `${alias}.status not in ${RELEASED}`,
})

const listOf = (statuses: readonly string[]): string =>
  `(${statuses.map((status) => `'${status}'`).join(", ")})`

/** SQL: `RELEASED_STATUSES`, for `in`. */
export const RELEASED = listOf(RELEASED_STATUSES)

/** SQL: `MOVING_STATUSES`, for `in`. */
export const MOVING = listOf(MOVING_STATUSES)

/** SQL: `ENDED_STATUSES`, for `in`. */
export const ENDED = listOf(ENDED_STATUSES)
