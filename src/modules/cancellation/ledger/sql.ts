import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { withoutStatement } from "./database-error"

/** A connection pool, or a transaction, as Medusa shares it. */
export type Sql = Knex | Knex.Transaction

/**
 * All rows of one statement. Parameters are named: `:name`.
 *
 * @throws DatabaseError, which holds none of their values
 */
export const rowsOf = async <T>(
  sql: Sql,
  statement: string,
  parameters: Knex.ValueDict = {}
): Promise<T[]> => {
  try {
    const { rows } = await sql.raw<{ rows: T[] }>(statement, parameters)
    return rows
  } catch (error) {
    throw withoutStatement(error)
  }
}

/**
 * A value as `jsonb`, which as a parameter might otherwise become a PostgreSQL
 * array.
 *
 * NUL and half a surrogate pair, which PostgreSQL can't hold, are replaced: a
 * provider may answer with either, and one such answer would stop the whole
 * batch in which it is settled.
 */
export const asJson = (value: unknown): string => {
  const json = JSON.stringify(value)
  return /\\u(0000|d[89a-f])/.test(json)
    ? JSON.stringify(storable(JSON.parse(json)))
    : json
}

const storableText = (text: string): string =>
  text.replace(/\u0000|\p{Surrogate}/gu, "\ufffd")

const storable = (value: unknown): unknown => {
  if (typeof value === "string") {
    return storableText(value)
  }
  if (Array.isArray(value)) {
    return value.map(storable)
  }
  return value !== null && typeof value === "object"
    ? Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          storableText(name),
          storable(inner),
        ])
      )
    : value
}

/**
 * SQL: always true. What the transaction commits is on disk before the commit
 * is answered, whatever the server's `synchronous_commit`. With that setting
 * off, a database that was killed forgot that calls had been marked as sent,
 * and they were sent twice.
 *
 * It is a condition, so that it is part of the one statement and costs no round
 * trip of its own. It holds for the transaction only, so a pooler may lend the
 * connection to somebody else afterwards.
 */
export const DURABLY =
  "(select set_config('synchronous_commit', 'on', true)) is not null"

/*
 * Every transaction uses one order of locks: provider orders (the lanes) by id,
 * cancellations by id, attempts and private details with their cancellation,
 * and then the states of providers by id. A transaction that needs only some of
 * them keeps to that order. Two transactions that lock the same rows then wait
 * for each other, and can't deadlock; if a statement can't choose its order,
 * `repeated` does the rest.
 */

/** PostgreSQL's own word for "try the transaction again". */
const isRetryable = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === "40P01" || code === "40001"
}

/**
 * The data is at fault, and not the database: a value that no column takes
 * (class 22), or that breaks a constraint (23).
 */
export const isOfTheData = (error: unknown): boolean =>
  error instanceof TypeError ||
  /^2[23]/.test((error as { code?: string }).code ?? "")

const MAX_TRIES = 5

/**
 * Repeats work that PostgreSQL chose as the victim of a deadlock: one
 * statement, or one transaction, with no effect outside the database.
 */
export const repeated = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isRetryable(error) || tries >= MAX_TRIES) {
        throw error
      }
    }
  }
}

/** One READ COMMITTED transaction, repeated if necessary. */
export const inTransaction = <T>(
  sql: Sql,
  work: (trx: Knex.Transaction) => Promise<T>
): Promise<T> =>
  repeated(() => sql.transaction(work, { isolationLevel: "read committed" }))
