/** What the database, or the way to it, said of a statement. */
export class DatabaseError extends Error {
  override name = "DatabaseError"

  constructor(
    message: string,
    /** PostgreSQL's own, or Node's of a connection; null where there is none. */
    readonly code: string | null
  ) {
    super(message)
  }
}

const SEPARATOR = " - "

/**
 * The error without its statement. Knex writes the statement before the message,
 * with all its values, IBANs among them, and hands the values on as properties:
 * a line of the log was as long as a whole batch. PostgreSQL's details quote
 * rows as well.
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
