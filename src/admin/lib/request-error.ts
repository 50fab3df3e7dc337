interface Failure {
  message?: unknown
  status?: unknown
}

/** The status of an error's answer. Null where there was no answer. */
export const statusOf = (error: unknown): number | null => {
  const status = (error as Failure | null)?.status
  return typeof status === "number" ? status : null
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
