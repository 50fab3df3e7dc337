/** What the database, or the connection to it, said about a statement. */
export class DatabaseError extends Error {
  override name = "DatabaseError"

  constructor(
    message: string,
    /** PostgreSQL's code, or Node's for a connection; null if there is none. */
    readonly code: string | null
  ) {
    super(message)
  }
}

const SEPARATOR = " - "

/**
 * The error without its statement. Knex puts the statement before the message,
 * with all its values, IBANs among them, and passes the values on as
 * properties: one line of the log was as long as a whole batch. PostgreSQL's
 * details quote rows as well.
 */
export const withoutStatement = (error: unknown): DatabaseError => {
  const { message, code } = error as { message?: unknown; code?: unknown }
  const text = String(message)
  const at = text.lastIndexOf(SEPARATOR)
  return new DatabaseError(
    at < 0 ? text : text.slice(at + SEPARATOR.length),
    typeof code === "string" ? code : null
  )
}
