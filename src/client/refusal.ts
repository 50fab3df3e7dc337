import type { AdminRefusalCode } from "../types"

/**
 * Of what a server answers to a refused request, `@medusajs/js-sdk` keeps the
 * message alone. So the client asks for messages that begin with the code.
 */
export const CODES_IN_MESSAGES = "application/json; profile=coded-messages"

/** The same where JSON is only what a refusal is told in: the SDK reads none. */
export const CSV_OR_CODES = "text/csv; profile=coded-messages"

/** An error of the SDK about a request that the plugin refused. */
export interface CancellationRefusal extends Error {
  status: number
  code: AdminRefusalCode
}

const CODED = /^\[(\w+)\] ([^]*)$/

/** The error with its code in a property, and no longer in its message. */
export const withCode = (error: unknown): unknown => {
  const [, code, message] =
    error instanceof Error ? (CODED.exec(error.message) ?? []) : []
  return code ? Object.assign(error as Error, { code, message }) : error
}

/** Whether the plugin refused a request, so that the error has a code. */
export const isCancellationRefusal = (
  error: unknown
): error is CancellationRefusal =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  "status" in error &&
  typeof error.status === "number"
