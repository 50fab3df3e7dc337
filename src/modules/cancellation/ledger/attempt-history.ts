import { ClaimedRow, History } from "../core/claimed-row"
import { Sql, asJson, rowsOf } from "./sql"
import {
  confirmedThrough,
  mayHaveBeenApplied,
  perhapsApplied,
  provenThrough,
} from "./taken"

/** SQL: a send may have had its effect, and no person has denied it since. */
const SENT_SINCE_CONFIRMED = `
  exists (
    select 1 from cncl_attempt a
    where a.cancellation_id = c.id and a.deleted_at is null
      and ${perhapsApplied("a")}
      -- Not from the last read-back on: an effect may land later than that.
      and a.number > ${confirmedThrough("c")}
  )`

/** SQL: what the first attempt finds, as columns of a claimed row. */
export const NO_HISTORY = `
  false as may_have_been_sent, false as may_have_been_applied,
  false as is_confirmed_not_applied, null as baseline`

/**
 * Adds what earlier attempts say, in the transaction that claimed the rows.
 * Most rows have none, and aren't asked for: as a part of the claim, this was
 * half of a statement that PostgreSQL reads anew for every claim. They aren't
 * copied either: a copy of a row that wide is 4 KB.
 */
export const withHistory = async (
  trx: Sql,
  rows: ClaimedRow[]
): Promise<ClaimedRow[]> => {
  const again = rows.filter(({ attempt_number }) => attempt_number > 1)
  if (again.length) {
    const histories = await historiesOf(trx, again)
    const byId = new Map(histories.map(({ id, ...history }) => [id, history]))
    for (const row of again) {
      Object.assign(row, byId.get(row.id))
    }
  }
  return rows
}

const historiesOf = (
  trx: Sql,
  rows: { id: string }[]
): Promise<(History & { id: string })[]> =>
  rowsOf(
    trx,
    `select c.id,
       ${confirmedThrough("c")} > 0
         -- What was tried since, and proven not to be processed, changes
         -- nothing.
         and not sent.since_confirmed
         as is_confirmed_not_applied,
       sent.since_confirmed as may_have_been_sent,
       ${mayHaveBeenApplied("c")} as may_have_been_applied,
       looked_for.baseline
     from cncl_cancellation c
     cross join lateral (
       select ${SENT_SINCE_CONFIRMED} as since_confirmed
     ) sent
     left join lateral (
       -- What was there before the first call whose effect is looked for. Later
       -- ones may have read its effect already.
       select a.baseline
       from cncl_attempt a
       where a.cancellation_id = c.id
         -- As in the index's own predicate: without it, PostgreSQL reads the
         -- whole table of attempts for each row.
         and a.deleted_at is null
         and ${perhapsApplied("a")}
         and a.number > ${provenThrough("c")}
       order by a.number
       limit 1
     ) looked_for on true
     where c.id = any(array(select jsonb_array_elements_text(:ids::jsonb)))`,
    { ids: asJson(rows.map(({ id }) => id)) }
  )
