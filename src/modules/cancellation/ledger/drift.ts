import {
  Difference,
  Drift,
  compareRemaining,
  isSameDifference,
} from "../core/drift"
import { Sql, asJson, rowsOf } from "./sql"
import { announcing } from "./announcements"
import { Told } from "./told"
import { KnownLedger, isThere, signatureIn } from "./identity"
import { VoidSum } from "../core/provider-order"
import { NewDrift } from "../core/drift-line"

/** Flags a provider order's difference, or clears it. */
export const storeDrift = async (
  sql: Sql,
  order: Pick<VoidSum, "id" | "provider_id" | "external_id" | "drift">,
  difference: Difference | null,
  now: Date
): Promise<NewDrift | null> => {
  if (isSameDifference(order.drift, difference)) {
    return null
  }
  const drift: Drift | null = difference && {
    ...difference,
    found_at: now.toISOString(),
  }
  await rowsOf(
    sql,
    `with judged as (
       update cncl_provider_order
       set drift = :drift::jsonb, updated_at = :now
       where id = :id and deleted_at is null
       returning id, provider_id, drift
     )
     ${announcing(`'provider_order.drifted' as name, id as subject_id,
       provider_id from judged where drift is not null`)}`,
    { id: order.id, drift: drift && asJson(drift), now }
  )
  return (
    drift && {
      provider_order_id: order.id,
      provider_id: order.provider_id,
      external_id: order.external_id,
      message: drift.message,
    }
  )
}

/**
 * Compares what providers said is left, in the answers that are being settled,
 * with what the ledger says once they are settled. The lanes are locked.
 */
export const judgeRemaining = async (
  trx: Sql,
  told: Told[],
  sums: VoidSum[],
  now: Date
): Promise<NewDrift[]> => {
  const remaining = new Map(
    told.map((row) => [row.provider_order_id, row.remaining])
  )
  const found: NewDrift[] = []
  for (const sum of sums) {
    const left = remaining.get(sum.id)
    const drift =
      left === undefined
        ? null
        : await storeDrift(trx, sum, compareRemaining(sum, left), now)
    found.push(...(drift ? [drift] : []))
  }
  return found
}

export interface DueCheck {
  id: string
  /** The time to restore if the check has no result. */
  checked_before: Date | null
}

/**
 * Takes one provider order for a reading of its provider's record: one of its
 * cancellations was settled in the given time, and the record wasn't read
 * since. The row is marked before the reading, so that no other process reads
 * the record too. Returns nothing if the ledger has moved elsewhere.
 */
export const claimRecordCheck = async (
  sql: Sql,
  input: {
    provider_id: string
    settled_since: Date
    settled_until: Date
    /** For how long after a settlement reading the record is worthwhile. */
    settle_ms: number
    except: string[]
    now: Date
    ledger: KnownLedger
  }
): Promise<DueCheck | null> => {
  const { ledger, except, ...given } = input
  const [claimed] = await rowsOf<DueCheck>(
    sql,
    `with due as (
       select po.id, po.record_checked_at as checked_before
       from cncl_cancellation c
       join cncl_provider_order po on po.id = c.provider_order_id
       where c.provider_id = :provider_id
         and c.status = 'succeeded'
         and c.deleted_at is null
         and c.settled_at >= :settled_since
         and c.settled_at <= :settled_until
         and po.deleted_at is null
         and ${isThere(ledger)}
         and (
           po.record_checked_at is null
           or po.record_checked_at
             < c.settled_at + :settle_ms * interval '1 millisecond'
         )
         and po.id <> all(
           array(select jsonb_array_elements_text(:except::jsonb))
         )
       order by c.settled_at
       limit 1
       for update of po skip locked
     )
     update cncl_provider_order po
     set record_checked_at = :now
     from due
     where po.id = due.id
     returning po.id, due.checked_before`,
    { ...given, ...signatureIn(ledger), except: asJson(except) }
  )
  return claimed ?? null
}

export const returnRecordCheck = async (
  sql: Sql,
  { id, checked_before }: DueCheck
): Promise<void> => {
  await rowsOf(
    sql,
    `update cncl_provider_order set record_checked_at = :checked_before
     where id = :id`,
    { id, checked_before }
  )
}
