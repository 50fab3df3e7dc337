import {
  IdentityChange,
  LedgerIdentity,
  REASONS,
  identityChange,
} from "../core/ledger-identity"
import { Sql, asJson, inTransaction, rowsOf } from "./sql"

/** The parts that a server may lack, or may not let every user read. */
const SYSTEM = "(select system_identifier::text from pg_control_system())"

/** The timeline that is being written now; the control file shows it later. */
const TIMELINE = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"

/**
 * The server answered, and refused: no such right, no such function, or
 * whatever else a managed server says. False if it couldn't be asked: without a
 * connection (08), without room (53), while it stops or starts (57), or as a
 * standby, which becomes a server that can tell (55000).
 */
const isNotReadable = (error: unknown): boolean => {
  const { code } = error as { code?: string | null }
  return (
    /^[0-9A-Z]{5}$/.test(code ?? "") && !/^(08|53|57|55000)/.test(code ?? "")
  )
}

/** SQL: the parts of the ledger's place that this server can tell. */
export interface IdentityQuery {
  system: string
  timeline: string
}

const readable = async (sql: Sql, expression: string): Promise<string> => {
  try {
    await rowsOf(sql, `select ${expression}`)
    return expression
  } catch (error) {
    if (isNotReadable(error)) {
      return "null"
    }
    throw error
  }
}

/** Finds out which of the parts may be read here. */
export const identityQuery = async (sql: Sql): Promise<IdentityQuery> => ({
  system: await readable(sql, SYSTEM),
  timeline: await readable(sql, TIMELINE),
})

/**
 * SQL: all parts as one text, which costs a claim some microseconds. It is a
 * subselect of its own, so that it runs once, and not for each row.
 */
export const signatureOf = ({ system, timeline }: IdentityQuery): string =>
  `(select concat_ws('/', current_database(), ${system}, ${timeline}))`

/**
 * Where the ledger was found to be, for a statement that takes up work in it.
 */
export interface KnownLedger {
  /** SQL, constant: never input. */
  expression: string
  signature: string
}

/** SQL: the ledger is where this process found it. Null: that isn't checked. */
export const isThere = (ledger: KnownLedger | null | undefined): string =>
  ledger ? `${ledger.expression} = :signature` : "true"

/** The parameter that goes with `isThere`. */
export const signatureIn = (
  ledger: KnownLedger | null | undefined
): { signature?: string } => (ledger ? { signature: ledger.signature } : {})

const identityNow = async (
  trx: Sql,
  query: IdentityQuery
): Promise<LedgerIdentity & { signature: string }> => {
  const [now] = await rowsOf<LedgerIdentity & { signature: string }>(
    trx,
    `select ${query.system} as system_identifier,
       ${query.timeline} as timeline,
       current_database()::text as database_name,
       (select oid::text from pg_database where datname = current_database())
         as database_oid,
       ${signatureOf(query)} as signature`
  )
  return now as LedgerIdentity & { signature: string }
}

/** Whether the ledger is still where it was found. One round trip. */
export const isStillThere = async (
  sql: Sql,
  known: KnownLedger
): Promise<boolean> => {
  const [answer] = await rowsOf<{ same: boolean }>(
    sql,
    `select ${isThere(known)} as same`,
    signatureIn(known)
  )
  return answer?.same === true
}

/**
 * Compares where the ledger is with where it was, which is kept with the
 * ledger. If it has moved, every provider is paused until a person resumes it.
 * The pause and the new place are written in the same transaction: no process
 * claims anything in between.
 */
export const lookWhereLedgerIs = (
  sql: Sql,
  query: IdentityQuery,
  providerIds: string[],
  now: Date
): Promise<{ known: KnownLedger; change: IdentityChange | null }> =>
  inTransaction(sql, async (trx) => {
    const { signature, ...here } = await identityNow(trx, query)
    const known = { expression: signatureOf(query), signature }
    const before = await keepIfFirst(trx, here, now)
    const change = before && identityChange(before, here)
    if (change) {
      await doubtWhatIsInFlight(trx, now)
      await pauseAll(trx, providerIds, REASONS[change], now)
    }
    if (before) {
      await keep(trx, here, now)
    }
    return { known, change }
  })

const COLUMNS = "system_identifier, timeline, database_name, database_oid"

/** Returns where the ledger was, locked; null if nobody has looked before. */
const keepIfFirst = async (
  trx: Sql,
  here: LedgerIdentity,
  now: Date
): Promise<LedgerIdentity | null> => {
  await rowsOf(
    trx,
    `insert into cncl_ledger_identity (id, ${COLUMNS}, created_at, updated_at)
     values ('ledger', :system_identifier, :timeline, :database_name,
       :database_oid, :now, :now)
     on conflict (id) do nothing`,
    { ...here, now }
  )
  const [before] = await rowsOf<LedgerIdentity>(
    trx,
    `select ${COLUMNS} from cncl_ledger_identity where id = 'ledger' for update`
  )
  return before ?? null
}

const keep = async (
  trx: Sql,
  here: LedgerIdentity,
  now: Date
): Promise<void> => {
  await rowsOf(
    trx,
    `update cncl_ledger_identity
     set system_identifier = coalesce(:system_identifier, system_identifier),
         timeline = coalesce(:timeline, timeline),
         database_name = :database_name, database_oid = :database_oid,
         updated_at = :now
     where id = 'ledger'
       and (system_identifier, timeline, database_name, database_oid)
         is distinct from (coalesce(:system_identifier, system_identifier),
           coalesce(:timeline, timeline), :database_name, :database_oid)`,
    { ...here, now }
  )
}

/**
 * A claimed call may have been marked and sent, although this database has lost
 * the mark or can't see it: it counts as sent. A holder that lives on doesn't
 * notice.
 */
const doubtWhatIsInFlight = async (trx: Sql, now: Date): Promise<void> => {
  await rowsOf(
    trx,
    `with held as materialized (
       select id, lease_token from cncl_cancellation
       where lease_token is not null and purpose = 'send'
         and deleted_at is null
       order by id
       for update
     )
     update cncl_attempt a
     set send_started_at = :now, updated_at = :now
     from held
     where a.id = held.lease_token and a.purpose = 'send'
       and a.send_started_at is null`,
    { now }
  )
}

/** Every provider that this store knows, or has ever worked with. */
const pauseAll = async (
  trx: Sql,
  providerIds: string[],
  reason: string,
  now: Date
): Promise<void> => {
  await rowsOf(
    trx,
    `with providers as (
       select jsonb_array_elements_text(:ids::jsonb) as id
       union
       select distinct provider_id from cncl_provider_order
       where deleted_at is null
       union
       select provider_id from cncl_start_time
       union
       select id from cncl_provider_state
     ), announced as (
       insert into cncl_announcement (
         name, subject_id, provider_id, reason, stopped_by, created_at,
         updated_at
       )
       select 'cancellation_provider.paused', id, id, :reason, 'identity',
         :now, :now
       from providers
       where id not in (
         select id from cncl_provider_state where paused_by is not null
       )
     )
     insert into cncl_provider_state as s (
       id, paused_by, pause_reason, paused_at, created_at, updated_at
     )
     select id, 'identity', :reason, :now, :now, :now
     from providers
     order by id
     on conflict (id) do update
     set paused_by = excluded.paused_by,
         -- Who resumes it has to know of both.
         pause_reason = case s.paused_by
           when 'operator' then concat_ws(' ', excluded.pause_reason,
             'It had been paused by hand before: ' || s.pause_reason)
           else excluded.pause_reason end,
         paused_at = coalesce(s.paused_at, excluded.paused_at),
         probe_at = null, updated_at = excluded.updated_at`,
    { ids: asJson(providerIds), reason, now }
  )
}
