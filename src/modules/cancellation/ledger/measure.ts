/**
 * SQL: how much one void takes, in its provider order's unit: its amount, or
 * the number of its item units.
 *
 * @param alias - of the cancellation's table; a constant, never input
 */
export const measureOf = (alias: string): string => `
  coalesce(${alias}.amount, (
    select sum((item ->> 'quantity')::numeric)
    from jsonb_array_elements(
      case jsonb_typeof(${alias}.items) when 'array' then ${alias}.items end
    ) item
  ), 0)`

/**
 * SQL: a send of it may have been applied: its outcome was unknown, and no
 * read-back has proven since that nothing was there.
 *
 * @param alias - of the cancellation's table; a constant, never input
 */
export const mayHaveBeenApplied = (alias: string): string => `
  exists (
    select 1 from cncl_attempt sent
    where sent.cancellation_id = ${alias}.id
      and sent.purpose = 'send' and sent.outcome = 'unknown'
      and not exists (
        select 1 from cncl_attempt proof
        where proof.cancellation_id = ${alias}.id
          and proof.purpose = 'read_back' and proof.outcome = 'retry'
          and proof.number > sent.number
      )
  )`

/** SQL: its amount is free again. See `RELEASED_STATUSES`. */
export const RELEASED = "('rejected', 'superseded', 'dismissed')"
