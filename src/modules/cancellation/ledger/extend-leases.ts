import { Sql, asJson, rowsOf } from "./sql"

/** Heartbeat: gives the leases that are still held, now held until `until`. */
export const extendLeases = async (
  sql: Sql,
  tokens: string[],
  now: Date,
  until: Date
): Promise<Set<string>> => {
  const extended = await rowsOf<{ lease_token: string }>(
    sql,
    `update cncl_cancellation
     set lease_expires_at = :until
     where lease_token = any(
         array(select jsonb_array_elements_text(:tokens::jsonb))
       )
       and lease_expires_at > :now
     returning lease_token`,
    { tokens: asJson(tokens), now, until }
  )
  return new Set(extended.map(({ lease_token }) => lease_token))
}
