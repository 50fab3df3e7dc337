import { Sql, asJson, inTransaction, rowsOf } from "./sql"

export interface SendingRow {
  attempt_id: string
  cancellation_id: string
  /** What will be sent, redacted: evidence if this process dies. */
  request: unknown
  baseline: unknown
}

/**
 * Commits, just before the bytes may leave, that they may have. Gives the
 * attempts that still hold their lease: no other one may be sent.
 *
 * The cancellations are locked, so that a process that frees an expired lease
 * either sees the mark or has taken the lease away before it.
 */
export const markSending = async (
  sql: Sql,
  rows: SendingRow[],
  now: Date
): Promise<Set<string>> =>
  inTransaction(sql, async (trx) => {
    const held = await rowsOf<{ lease_token: string }>(
      trx,
      `select c.lease_token
       from cncl_cancellation c
       join jsonb_to_recordset(:rows::jsonb)
         as x(attempt_id text, cancellation_id text)
         on c.id = x.cancellation_id and c.lease_token = x.attempt_id
       where c.lease_expires_at > :now
       order by c.id
       for update of c`,
      { rows: asJson(rows), now }
    )
    const tokens = held.map(({ lease_token }) => lease_token)
    const marked = await rowsOf<{ id: string }>(
      trx,
      `update cncl_attempt a
       set send_started_at = :now, updated_at = :now,
           request = nullif(x.request, 'null'),
           baseline = nullif(x.baseline, 'null')
       from jsonb_to_recordset(:rows::jsonb)
         as x(attempt_id text, request jsonb, baseline jsonb)
       where a.id = x.attempt_id
         and a.id = any(array(select jsonb_array_elements_text(:tokens::jsonb)))
       returning a.id`,
      { rows: asJson(rows), tokens: asJson(tokens), now }
    )
    return new Set(marked.map(({ id }) => id))
  })
