import { OutcomeType } from "../../../provider-kit"
import { Sql, asJson, rowsOf } from "./sql"

/** An end that is proven by the provider's answer to this very attempt. */
export interface LateTruth {
  attempt_id: string
  cancellation_id: string
  outcome: OutcomeType
}

/**
 * SQL: a person has acted on the cancellation since the attempt was given up,
 * so a refusal of that attempt is no longer the last word.
 */
const WAS_TOUCHED_SINCE = `
  exists (
    select 1
    from jsonb_array_elements(
      case jsonb_typeof(c.history) when 'array' then c.history end
    ) entry
    where (entry ->> 'at')::timestamptz >= mine.finished_at
  )`

/**
 * Gives a lease back to the holder that lost it, if what the holder brings is
 * proven and nothing has been sent since. A process that was cut off from the
 * database for longer than its lease, or stood still, knows what nobody else
 * can find out. Returns the attempts that have their lease again.
 *
 * The lane and the cancellation are locked. Another process may hold the lease
 * for a read-back, which changes nothing, or for a send that isn't marked yet.
 * That send will never be marked: marking needs the lease.
 *
 * A cancellation that was superseded, resolved or dismissed meanwhile stays as
 * it is.
 */
export const takeBackLeases = async (
  trx: Sql,
  rows: LateTruth[],
  now: Date
): Promise<Set<string>> => {
  if (!rows.length) {
    return new Set()
  }
  const taken = await rowsOf<{ lease_token: string }>(
    trx,
    `with input as (
       select * from jsonb_to_recordset(:rows::jsonb) as x(
         attempt_id text, cancellation_id text, outcome text
       )
     ), freed as (
       select c.id, c.lease_token as held_by, x.attempt_id
       from input x
       join cncl_cancellation c on c.id = x.cancellation_id
       join cncl_attempt mine
         on mine.id = x.attempt_id and mine.cancellation_id = c.id
       where c.deleted_at is null
         and mine.purpose = 'send'
         and mine.outcome in ('unknown', 'retry')
         and (
           c.status in ('pending', 'in_progress')
           or (c.status = 'needs_review' and c.last_error ->> 'code'
             in ('outcome_unknown', 'retries_exhausted', 'dependency_failed'))
         )
         and not exists (
           select 1 from cncl_attempt later
           where later.cancellation_id = c.id
             and later.number > mine.number
             and later.purpose = 'send'
             and later.send_started_at is not null
             -- Proven not to have been processed, it is as if never sent.
             and later.outcome is distinct from 'retry'
             and later.deleted_at is null
         )
         and not (x.outcome = 'rejected' and ${WAS_TOUCHED_SINCE})
     ), overtaken as (
       update cncl_attempt other
       set outcome = case other.purpose
             when 'send' then 'retry' else 'unknown' end,
           error = :overtaken::jsonb, finished_at = :now, updated_at = :now
       from freed
       where other.id = freed.held_by and other.outcome is null
     )
     update cncl_cancellation c
     set lease_token = freed.attempt_id
     from freed
     where c.id = freed.id
     returning c.lease_token`,
    {
      rows: asJson(
        rows.map(({ attempt_id, cancellation_id, outcome }) => ({
          attempt_id,
          cancellation_id,
          outcome,
        }))
      ),
      overtaken: asJson(OVERTAKEN),
      now,
    }
  )
  return new Set(taken.map(({ lease_token }) => lease_token))
}

const OVERTAKEN = {
  code: "overtaken",
  message:
    "An earlier attempt came back with the provider's answer: nothing was sent by this one.",
  provider_code: null,
  provider_message: null,
}
