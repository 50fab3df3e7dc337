import { CancellationKind } from "../../../provider-kit"
import { Sql, asJson, rowsOf } from "./sql"
import { AttemptPurpose } from "../core/vocabulary"

export interface ExpiredRow {
  id: string
  attempt_id: string
  provider_id: string
  provider_order_id: string
  kind: CancellationKind
  purpose: AttemptPurpose
  failure_count: number
  absent_count: number
  retry_until: Date
  was_seen_waiting: boolean
  lease_expires_at: Date
  /**
   * Null: not marked as being sent when this row was read. Whether that is
   * still so is checked when the lease is freed.
   */
  send_started_at: Date | null
}

/** Whose leases a process may free, by provider. */
export interface Acquaintance {
  /** The providers that the process is configured with. */
  known: string[]
  /** Leases of other providers are freed only if they ended before this. */
  abandoned_before: Date
}

/**
 * Cancellations whose holder has died, or can't settle them any more.
 *
 * @param except - the tokens of what this process is still working on: as the
 * holder it knows best, and nobody else can tell that it isn't dead
 * @param acquaintance - the end of a call depends on what its provider can do,
 * and only a process that is configured with the provider knows that: during a
 * rolling deployment another process would put a call before a person although
 * its record can be read
 */
export const expiredLeases = (
  sql: Sql,
  now: Date,
  limit: number,
  except: string[] = [],
  acquaintance: Acquaintance | null = null
): Promise<ExpiredRow[]> =>
  rowsOf<ExpiredRow>(
    sql,
    `select c.id, c.lease_token as attempt_id, c.provider_id,
       c.provider_order_id, c.kind, c.purpose, c.failure_count,
       c.absent_count, c.retry_until,
       c.waiting_seen_at is not null as was_seen_waiting, c.lease_expires_at, a.send_started_at
     from cncl_cancellation c
     left join cncl_attempt a on a.id = c.lease_token
     where c.lease_token is not null
       and c.deleted_at is null
       and c.lease_expires_at <= :now
       and c.lease_token <> all(
         array(select jsonb_array_elements_text(:except::jsonb))
       )
       and (
         c.lease_expires_at <= :abandoned_before
         or c.provider_id = any(
           array(select jsonb_array_elements_text(:known::jsonb))
         )
       )
     order by c.lease_expires_at
     limit :limit`,
    {
      now,
      limit,
      except: asJson(except),
      known: asJson(acquaintance?.known ?? []),
      abandoned_before: acquaintance?.abandoned_before ?? now,
    }
  )
