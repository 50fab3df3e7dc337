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

/** SQL: its amount is free again. See `RELEASED_STATUSES`. */
export const RELEASED = "('rejected', 'superseded', 'dismissed')"
