import { CancellationKind } from "../../../provider-kit"
import { ClaimedRow } from "../core/claimed-row"
import { DURABLY, Sql, asJson, inTransaction, rowsOf } from "./sql"
import { IS_IMPEDED, isHeldBack } from "./gate"
import { KnownLedger, isThere, signatureIn } from "./identity"
import { WIPED } from "./private-details"
import { NO_HISTORY, withHistory } from "./attempt-history"
import { voidSum } from "./taken"

export interface ClaimInput {
  provider_id: string
  /** Free slots: the most rows that are taken. */
  slots: number
  /** One id for each slot; the ids become attempts, and the lease tokens. */
  attempt_ids: string[]
  now: Date
  lease_until: Date
  /** The sends of these kinds are marked as being sent by the claim itself. */
  marked_kinds: CancellationKind[]
  /** Claims nothing if the ledger is elsewhere by now. Null: not checked. */
  ledger?: KnownLedger | null
}

/** SQL: the claim itself says that this call may leave: see `markedKinds`. */
const IS_MARKED = `
  claimed.purpose = 'send' and claimed.kind = any(
    array(select jsonb_array_elements_text(:marked_kinds::jsonb))
  )`

/**
 * What a strategy needs to know, read together with the claimed rows. A
 * fragment: it selects from a CTE named `claimed`.
 */
const SELECT_CLAIMED = `
  select claimed.id, claimed.lease_token as attempt_id,
    claimed.attempt_count as attempt_number, ${IS_MARKED} as is_marked,
    claimed.due_at,
    claimed.provider_id,
    claimed.provider_order_id, claimed.order_id, claimed.order_display_id,
    claimed.external_id, claimed.kind, claimed.unit, claimed.amount,
    claimed.currency_code, claimed.items, claimed.reason, claimed.note,
    claimed.status, claimed.purpose, claimed.failure_count,
    claimed.absent_count, claimed.source, claimed.caused_at,
    claimed.created_at, claimed.captured_with,
    claimed.waiting_seen_at is not null as was_seen_waiting,
    claimed.retry_until + case when state.paused_at is null
      -- Asked by itself: "greatest" passes over a null.
      then interval '0'
      else :now::timestamptz - greatest(state.paused_at, claimed.created_at)
    end as retry_until,
    nullif(private.details, ${WIPED}) as details,
    po.total as provider_order_total,
    po.total_source as provider_order_total_source,
    po.items as provider_order_items,
    po.metadata as provider_order_metadata,
    po.total - siblings.taken as remaining,
    siblings.reserved,
    -- "greatest" passes over a null.
    case when po.told is not null
      then greatest((po.told ->> 'total')::numeric - siblings.taken, 0)
    end as told_remaining,
    siblings.owned_references,
    ${NO_HISTORY}
  from claimed
  join cncl_provider_order po on po.id = claimed.provider_order_id
  left join cncl_private_detail private on private.id = claimed.id
  left join cncl_provider_state state
    on state.id = claimed.provider_id and state.paused_at is not null
  cross join lateral (
    select
      ${voidSum("s", "taken")} as taken,
      ${voidSum("s", "reserved")} as reserved,
      json_agg(s.provider_reference) filter (
        where s.provider_reference is not null
      ) as owned_references
    from cncl_cancellation s
    where s.provider_order_id = claimed.provider_order_id
      and s.id <> claimed.id and s.deleted_at is null
  ) siblings`

/**
 * The end of both claims: turns a CTE `numbered` (id, n, next_attempt_at) into
 * claimed rows.
 */
const CLAIM_NUMBERED = (status: string): string => `
  claimed as (
    update cncl_cancellation c
    set status = '${status}',
        lease_token = :attempt_ids::jsonb ->> (numbered.n - 1)::int,
        lease_expires_at = :lease_until,
        attempt_count = c.attempt_count + 1,
        next_attempt_at = null,
        updated_at = :now
    from numbered
    where c.id = numbered.id and ${DURABLY}
    returning c.*, numbered.next_attempt_at as due_at
  ), attempts as (
    insert into cncl_attempt (
      id, cancellation_id, number, purpose, started_at, created_at, updated_at,
      send_started_at
    )
    select lease_token, id, attempt_count, purpose, :now, :now, :now,
      case when ${IS_MARKED} then :now::timestamptz end
    from claimed
  )`

/**
 * Takes the first cancellation of each lane that has one due and none in
 * flight.
 *
 * It takes two statements, on purpose. A single statement that locks lanes and
 * picks their next cancellation reads a snapshot from before it got its locks:
 * with 8 workers it got stuck or deadlocked in 3 runs of 4. Here the second
 * statement sees what is true once the locks are held; the partial unique index
 * on `in_progress` is a safety net.
 *
 * The first statement locks the cancellations with their lanes, and waits for
 * neither. The second one writes them in whatever order it is planned, and the
 * end of a pause, which locks all that wait, would deadlock with it.
 *
 * An empty answer doesn't mean that nothing is due: the lanes may have been
 * locked, or the provider may be paused or its circuit open, which `passGate`
 * tells.
 *
 * @param isProbe - `passGate` let this claim through as a probe
 */
export const claimSends = (
  sql: Sql,
  input: ClaimInput,
  { isProbe }: { isProbe: boolean } = { isProbe: false }
): Promise<ClaimedRow[]> =>
  inTransaction(sql, async (trx) => {
    const lanes = await rowsOf<{ id: string }>(
      trx,
      `select po.id
       from cncl_cancellation c
       join cncl_provider_order po on po.id = c.provider_order_id
       where c.provider_id = :provider_id
         and c.status = 'pending'
         and c.lease_token is null
         and c.deleted_at is null
         and c.next_attempt_at <= :now
         and ${isThere(input.ledger)}
         and not ${isHeldBack(":provider_id")}
         and (:is_probe or not exists (
           select 1 from cncl_provider_state
           where id = :provider_id and ${IS_IMPEDED}
         ))
         and not exists (
           select 1 from cncl_cancellation f
           where f.provider_order_id = c.provider_order_id
             and f.deleted_at is null
             -- Not "or": with statistics from before a backlog came, that is
             -- answered by the index of all open rows, for each of them anew.
             and case f.status
               when 'in_progress' then true
               when 'pending' then f.seq < c.seq
               else false
             end
         )
       order by c.next_attempt_at
       limit :slots
       for update of po, c skip locked`,
      {
        provider_id: input.provider_id,
        now: input.now,
        slots: input.slots,
        is_probe: isProbe,
        ...signatureIn(input.ledger),
      }
    )
    if (!lanes.length) {
      return []
    }

    const claimed = await rowsOf<ClaimedRow>(
      trx,
      `with front as (
         select distinct on (c.provider_order_id)
           c.id, c.status, c.next_attempt_at
         from cncl_cancellation c
         where c.provider_order_id = any(
             array(select jsonb_array_elements_text(:lanes::jsonb))
           )
           and c.deleted_at is null
           and c.status in ('pending', 'in_progress')
         order by c.provider_order_id, c.status = 'in_progress' desc, c.seq
       ), numbered as (
         select id, next_attempt_at, row_number() over (order by id) as n
         from front
         where status = 'pending' and next_attempt_at <= :now
       ), ${CLAIM_NUMBERED("in_progress")}
       ${SELECT_CLAIMED}`,
      {
        lanes: asJson(lanes.map(({ id }) => id)),
        ...parametersOf(input),
      }
    )
    return withHistory(trx, claimed)
  })

/**
 * Takes accepted cancellations that are due to be polled. They stay `accepted`
 * and hold no lane: a poll changes nothing at the provider.
 */
export const claimPolls = (
  sql: Sql,
  input: ClaimInput
): Promise<ClaimedRow[]> =>
  inTransaction(sql, async (trx) => {
    const due = await rowsOf<{ id: string }>(
      trx,
      `select id
       from cncl_cancellation
       where provider_id = :provider_id
         and status = 'accepted'
         and lease_token is null
         and deleted_at is null
         and next_attempt_at <= :now
         and ${isThere(input.ledger)}
         and not ${isHeldBack(":provider_id")}
       order by next_attempt_at
       limit :slots
       for update skip locked`,
      {
        provider_id: input.provider_id,
        now: input.now,
        slots: input.slots,
        ...signatureIn(input.ledger),
      }
    )
    if (!due.length) {
      return []
    }

    const claimed = await rowsOf<ClaimedRow>(
      trx,
      `with numbered as (
         select id, next_attempt_at, row_number() over (order by id) as n
         from cncl_cancellation
         where id = any(array(select jsonb_array_elements_text(:due::jsonb)))
       ), ${CLAIM_NUMBERED("accepted")}
       ${SELECT_CLAIMED}`,
      { due: asJson(due.map(({ id }) => id)), ...parametersOf(input) }
    )
    return withHistory(trx, claimed)
  })

const parametersOf = ({
  attempt_ids,
  marked_kinds,
  now,
  lease_until,
}: ClaimInput) => ({
  attempt_ids: asJson(attempt_ids),
  marked_kinds: asJson(marked_kinds),
  now,
  lease_until,
})
