import { Sql, rowsOf } from "./sql"

/** What there is to do at one provider. */
export interface Load {
  provider_id: string
  due: number
  in_flight: number
}

export const loadOf = (sql: Sql, now: Date): Promise<Load[]> =>
  rowsOf(
    sql,
    `select provider_id,
       count(*) filter (
         where status = 'pending' and next_attempt_at <= :now
       )::int as due,
       count(*) filter (where status = 'in_progress')::int as in_flight
     from cncl_cancellation
     where status in ('pending', 'in_progress') and deleted_at is null
     group by provider_id`,
    { now }
  )
