import { CancellationStatus } from "../core/status"
import { RELEASED } from "./taken"
import { Sql, asJson, rowsOf } from "./sql"

export interface KeyedCancellation {
  id: string
  request_hash: string | null
}

/** The cancellation that used this idempotency key on this order. */
export const findByIdempotencyKey = async (
  sql: Sql,
  orderId: string,
  key: string
): Promise<KeyedCancellation | null> => {
  const [row] = await rowsOf<KeyedCancellation>(
    sql,
    `select id, request_hash from cncl_cancellation
     where order_id = :order_id and idempotency_key = :key
       and deleted_at is null`,
    { order_id: orderId, key }
  )
  return row ?? null
}

export const findByFactKey = async (
  sql: Sql,
  factKey: string
): Promise<string | null> => {
  const [row] = await rowsOf<{ id: string }>(
    sql,
    `select id from cncl_cancellation
     where fact_key = :fact_key and deleted_at is null`,
    { fact_key: factKey }
  )
  return row?.id ?? null
}

/** The live full cancellation of each provider order, or else its latest. */
export const findCancels = (
  sql: Sql,
  providerOrderIds: string[]
): Promise<{ id: string; provider_order_id: string }[]> =>
  rowsOf(
    sql,
    `select distinct on (provider_order_id) id, provider_order_id
     from cncl_cancellation
     where provider_order_id = any(
         array(select jsonb_array_elements_text(:ids::jsonb))
       )
       and kind = 'cancel' and deleted_at is null
     order by provider_order_id, status not in ${RELEASED} desc, seq desc`,
    { ids: asJson(providerOrderIds) }
  )

/** Provider orders whose order's cancelling needs no further cancellation. */
export const cancelledLanes = async (
  sql: Sql,
  providerOrderIds: string[]
): Promise<Set<string>> => {
  const rows = await rowsOf<{ provider_order_id: string }>(
    sql,
    `select distinct provider_order_id
     from cncl_cancellation
     where provider_order_id = any(
         array(select jsonb_array_elements_text(:ids::jsonb))
       )
       and kind = 'cancel' and deleted_at is null
       and (
         status not in ${RELEASED}
         or (source = 'order_canceled' and source_id = order_id)
       )`,
    { ids: asJson(providerOrderIds) }
  )
  return new Set(rows.map(({ provider_order_id }) => provider_order_id))
}

/** What is worth waiting for: nothing, where its provider is paused. */
export const statusesOf = (
  sql: Sql,
  ids: string[]
): Promise<{ status: CancellationStatus; is_paused: boolean }[]> =>
  rowsOf(
    sql,
    `select c.status, s.paused_by is not null as is_paused
     from cncl_cancellation c
       left join cncl_provider_state s on s.id = c.provider_id
     where c.id = any(array(select jsonb_array_elements_text(:ids::jsonb)))`,
    { ids: asJson(ids) }
  )
