import {
  REFUSAL_CODES,
  type RefusalCode,
} from "../../modules/cancellation/core/refusal"

interface Failure {
  code?: unknown
  message?: unknown
  status?: unknown
}

/** The status of an error's answer. Null where there was no answer. */
export const statusOf = (error: unknown): number | null => {
  const status = (error as Failure | null)?.status
  return typeof status === "number" ? status : null
}

/** Why the plugin refused a request; null where it wasn't the plugin. */
export const refusalCodeOf = (error: unknown): RefusalCode | null => {
  const code = (error as Failure | null)?.code
  return REFUSAL_CODES.find((known) => known === code) ?? null
}

/**
 * The server's own words, which tell people what to do. Null where there are
 * none, because the network failed or the server broke.
 */
export const messageOf = (error: unknown): string | null => {
  const status = statusOf(error)
  const message = (error as Failure | null)?.message
  return status !== null && status < 500 && typeof message === "string"
    ? message
    : null
}
