import { ofProvider } from "../core/announcement"
import { PauseCode, PausedBy } from "../core/vocabulary"
import { announce } from "./announcements"
import { Sql, inTransaction, rowsOf } from "./sql"
import { MOVING } from "./taken"

/** Meanwhile somebody else has ended the pause, or begun another one. */
class AnotherPause extends Error {}

interface Pause {
  paused_by: PausedBy
  paused_at: Date
  pause_code: PauseCode | null
}

const endOf = ({ pause_code }: Pause): string =>
  pause_code === "gone"
    ? "It takes messages again."
    : "It accepts our credentials again."

/**
 * Ends a pause, and gives the waiting cancellations their time back. The
 * cancellations are locked and written before the provider's state, as in
 * `settle`: see `sql.ts`. So if the pause turns out to be over already, their
 * new times are rolled back.
 *
 * @param pausedBy - ends only a pause of this kind; left out: of any kind
 * @returns whether there was such a pause
 */
export const resumeProvider = async (
  sql: Sql,
  id: string,
  now: Date,
  pausedBy: "auth" | null = null
): Promise<boolean> => {
  try {
    return await inTransaction(sql, async (trx) => {
      const [pause] = await rowsOf<Pause>(
        trx,
        `select paused_by, paused_at, pause_code from cncl_provider_state
         where id = :id and paused_by = coalesce(:paused_by::text, paused_by)`,
        { id, paused_by: pausedBy }
      )
      if (!pause) {
        return false
      }
      await giveTimeBack(trx, id, pause.paused_at, now)
      const ended = await rowsOf(
        trx,
        `update cncl_provider_state
         set paused_by = null, pause_reason = null, pause_code = null,
             paused_at = null, probe_at = null, forbidden_order_id = null, updated_at = :now
         where id = :id and paused_by = :paused_by and paused_at = :paused_at
         returning id`,
        {
          id,
          now,
          paused_by: pause.paused_by,
          paused_at: pause.paused_at,
        }
      )
      if (!ended.length) {
        throw new AnotherPause()
      }
      const reason = pausedBy && endOf(pause)
      await announce(
        trx,
        [ofProvider("resumed", id, pause.paused_by, reason)],
        now
      )
      return true
    })
  } catch (error) {
    if (error instanceof AnotherPause) {
      return false
    }
    throw error
  }
}

const giveTimeBack = (
  trx: Sql,
  providerId: string,
  pausedAt: Date,
  now: Date
): Promise<unknown> =>
  rowsOf(
    trx,
    `with locked as materialized (
       select id from cncl_cancellation
       where provider_id = :id
         and status in ${MOVING}
         and deleted_at is null
       order by id
       for update
     )
     update cncl_cancellation c
     set retry_until = c.retry_until
           + (:now::timestamptz - greatest(:paused_at::timestamptz, c.created_at))
     from locked
     where c.id = locked.id`,
    { id: providerId, now, paused_at: pausedAt }
  )
