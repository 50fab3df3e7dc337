import { After, Turn, turnOf, withoutCircles } from "../core/turns"
import { announcing } from "./announcements"
import { OrderedDependent, dependentsOf } from "./dependents"
import { SettledRow } from "./settle-row"
import { Sql, asJson, rowsOf } from "./sql"

/** The time by the pipeline's clock, and the end of a window that begins now. */
export interface TurnTimes {
  now: Date
  retry_until: Date
}

/**
 * Lets nobody else capture anything of this order, not even for a provider
 * order that is only being recorded, which no lane's lock could keep away. Then
 * it locks the order's lanes. It is the first lock of its transaction.
 *
 * @returns the option as it may be recorded with the order's cancellations
 */
export const lockTurns = async (
  trx: Sql,
  orderId: string,
  after: After
): Promise<After> => {
  await rowsOf(
    trx,
    "select pg_advisory_xact_lock(hashtextextended(:order_id, 0))",
    { order_id: orderId }
  )
  await lockLanes(trx, [orderId])
  return withoutCircles(
    after,
    await rowsOf(
      trx,
      `select distinct provider_id, goes_after from cncl_cancellation
       where order_id = :order_id and goes_after is not null
         and deleted_at is null`,
      { order_id: orderId }
    )
  )
}

/**
 * Lets go what waits no longer, in the transaction in which the last thing that
 * it waited for succeeded. Makes wait what has something to wait for by now, and
 * puts before a person what waits for something that failed.
 *
 * All lanes of the orders are locked first: two transactions may settle two
 * dependencies of one cancellation, and whichever is second sees both. The
 * caller holds the lanes of what it changed.
 *
 * @returns what became of those whose status, or whose turn, changed
 */
export const takeTurns = async (
  trx: Sql,
  orderIds: string[],
  times: TurnTimes
): Promise<SettledRow[]> => {
  const moved: SettledRow[] = []
  if (!orderIds.length) {
    return moved
  }
  await lockLanes(trx, orderIds)
  for (let isOver = false; !isOver;) {
    const turns = (await dependentsOf(trx, orderIds)).flatMap((dependent) => {
      const turn = turnOf(dependent)
      return turn ? [{ dependent, turn }] : []
    })
    await write(trx, turns, times)
    moved.push(...turns.flatMap(movedBy))
    // What was superseded may be what yet another one waits for.
    isOver = turns.every(({ turn }) => turn.type !== "superseded")
  }
  return moved
}

interface Turned {
  dependent: OrderedDependent
  turn: Turn
}

const lockLanes = (trx: Sql, orderIds: string[]): Promise<unknown> =>
  rowsOf(
    trx,
    `select 1 from cncl_provider_order
     where order_id = any(array(select jsonb_array_elements_text(:ids::jsonb)))
       and deleted_at is null
     order by id
     for update`,
    { ids: asJson(orderIds) }
  )

const STATUS_AFTER = {
  goes: "pending",
  waits: "pending",
  superseded: "superseded",
  fails: "needs_review",
  still_fails: "needs_review",
} as const satisfies Record<Turn["type"], SettledRow["status"]>

const movedBy = ({ dependent, turn }: Turned): SettledRow[] =>
  turn.type === "waits" || turn.type === "still_fails"
    ? []
    : [
        {
          id: dependent.id,
          status: STATUS_AFTER[turn.type],
          provider_id: dependent.provider_id,
          kind: dependent.kind,
          attempt_id: null,
          waited_ms: null,
        },
      ]

/**
 * SQL: what the end of a pause will give back, of the time before now: it gives
 * back all of the pause, and the window hadn't begun.
 */
const PAUSED_UNTIL_NOW = `
  coalesce((
    select :now::timestamptz - greatest(s.paused_at, d.created_at)
    from cncl_provider_state s
    where s.id = d.provider_id and s.paused_at is not null
  ), interval '0')`

/** A retry window begins when the waiting ends. */
const write = async (
  trx: Sql,
  turns: Turned[],
  { now, retry_until }: TurnTimes
): Promise<void> => {
  if (!turns.length) {
    return
  }
  await rowsOf(
    trx,
    `with turned as (
     update cncl_cancellation d
     set status = x.status,
         waits_for = nullif(x.waits_for, 'null'),
         next_attempt_at = case when x.goes then :now::timestamptz end,
         retry_until = case
           when x.goes then :retry_until::timestamptz - ${PAUSED_UNTIL_NOW}
           else d.retry_until end,
         failure_count = case when x.goes then 0 else d.failure_count end,
         last_error = coalesce(
           nullif(x.last_error, 'null'),
           case when not x.goes then d.last_error end
         ),
         settled_at = case when x.status = 'superseded' then :now::timestamptz end,
         updated_at = :now
     from jsonb_to_recordset(:turns::jsonb) as x(
       id text, status text, goes boolean, fails boolean, waits_for jsonb,
       last_error jsonb
     )
     where d.id = x.id
     returning d.id, d.provider_id, d.status, x.fails
   ), deleted as (
     delete from cncl_private_detail p
     using turned t where p.id = t.id and t.status = 'superseded'
   )
   ${announcing(`'cancellation.needs_review' as name, id as subject_id,
     provider_id from turned where fails`)}`,
    {
      turns: asJson(
        turns.map(({ dependent, turn }) => ({
          id: dependent.id,
          status: STATUS_AFTER[turn.type],
          goes: turn.type === "goes",
          fails: turn.type === "fails",
          waits_for: "waits_for" in turn ? turn.waits_for : null,
          last_error: "last_error" in turn ? turn.last_error : null,
        }))
      ),
      now,
      retry_until,
    }
  )
}
