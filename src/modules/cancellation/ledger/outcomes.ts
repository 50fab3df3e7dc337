import { OutcomeCount } from "../types"
import { Sql, rowsOf } from "./sql"

/** How many days are counted, with today. */
const DAYS = 14

/**
 * How many of the cancellations that were captured on each of the last days have
 * which status now. The index on `created_at` finds them: what is older costs
 * nothing.
 */
export const outcomesByDay = (sql: Sql, now: Date): Promise<OutcomeCount[]> =>
  rowsOf(
    sql,
    `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as date,
       provider_id, status, count(*)::int as count
     from cncl_cancellation
     where created_at >= date_trunc('day', :now::timestamptz at time zone 'UTC')
         at time zone 'UTC' - interval '${DAYS - 1} days'
       and deleted_at is null
     group by 1, 2, 3 order by 1, 2, 3`,
    { now }
  )
