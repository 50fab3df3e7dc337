import { DURABLY, Sql, asJson, repeated, rowsOf } from "./sql"

export interface SendingRow {
  attempt_id: string
  cancellation_id: string
  /**
   * The redacted request that will be sent: the evidence if this process dies.
   */
  request: unknown
  baseline: unknown
}

/**
 * Commits, just before the bytes may leave, that they may have left. Returns
 * the attempts that still hold their lease: no other attempt may be sent.
 *
 * The cancellations are locked in the order of their ids, and the lock sees a
 * row as it is once the row is free (at READ COMMITTED, PostgreSQL's default):
 * a row whose lease another process has taken away isn't marked. The process
 * that takes a lease away holds the same lock, and checks under it whether the
 * row was marked: whichever comes first, the other one sees it. The time that a
 * lease has left saves a call that could not end in time, and decides nothing.
 *
 * The mark is on disk when this returns: later steps may rely on it.
 *
 * It is one statement, which is one round trip. As a transaction of two it took
 * four, in the critical path of every call.
 */
export const markSending = async (
  sql: Sql,
  rows: SendingRow[],
  now: Date
): Promise<Set<string>> => {
  const marked = await repeated(() =>
    rowsOf<{ id: string }>(
      sql,
      `with input as (
       select * from jsonb_to_recordset(:rows::jsonb) as x(
         attempt_id text, cancellation_id text, request jsonb, baseline jsonb
       )
     ), held as materialized (
       select c.lease_token
       from cncl_cancellation c
       where c.id = any(array(select cancellation_id from input))
         and c.lease_token = any(array(select attempt_id from input))
         and c.lease_expires_at > :now
         and ${DURABLY}
       order by c.id
       for update
     )
     update cncl_attempt a
     set send_started_at = :now, updated_at = :now,
         request = nullif(x.request, 'null'),
         baseline = nullif(x.baseline, 'null')
     from held
     join input x on x.attempt_id = held.lease_token
     where a.id = held.lease_token and a.cancellation_id = x.cancellation_id
     returning a.id`,
      { rows: asJson(rows), now }
    )
  )
  return new Set(marked.map(({ id }) => id))
}
