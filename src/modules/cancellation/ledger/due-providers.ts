import { Sql, asJson, rowsOf } from "./sql"

/**
 * Which of these providers have something due now. One query covers them all:
 * claiming from each, with nothing to do, takes seven round trips a provider.
 */
export const dueProviders = async (
  sql: Sql,
  providerIds: string[],
  now: Date
): Promise<Set<string>> => {
  const due = await rowsOf<{ id: string }>(
    sql,
    `select provider.id
     from jsonb_array_elements_text(:ids::jsonb) provider(id)
     where exists (
       select 1 from cncl_cancellation c
       where c.provider_id = provider.id
         and c.status in ('pending', 'accepted')
         and c.lease_token is null
         and c.deleted_at is null
         and c.next_attempt_at <= :now
     )`,
    { ids: asJson(providerIds), now }
  )
  return new Set(due.map(({ id }) => id))
}
