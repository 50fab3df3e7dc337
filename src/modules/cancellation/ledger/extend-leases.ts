import { Sql, asJson, repeated, rowsOf } from "./sql"

/**
 * Heartbeat: extends the leases that are still held to `until`, and returns
 * them.
 *
 * Rows are locked in the order of their ids, as in `markSending`, which writes
 * to the same rows at the same time: in any other order the two deadlock.
 */
export const extendLeases = async (
  sql: Sql,
  tokens: string[],
  now: Date,
  until: Date
): Promise<Set<string>> => {
  const extended = await repeated(() =>
    rowsOf<{ lease_token: string }>(
      sql,
      `with held as materialized (
         select id, lease_token
         from cncl_cancellation
         where lease_token = any(
             array(select jsonb_array_elements_text(:tokens::jsonb))
           )
           and lease_expires_at > :now
           and deleted_at is null
         order by id
         for update
       )
       update cncl_cancellation c
       set lease_expires_at = :until
       from held
       where c.id = held.id
       returning c.lease_token`,
      { tokens: asJson(tokens), now, until }
    )
  )
  return new Set(extended.map(({ lease_token }) => lease_token))
}
