import { ExchangeFailure } from "./exchange"

export const notSent = (code: string, message: string): ExchangeFailure => ({
  kind: "failure",
  sent: false,
  code,
  message,
})

const describe = (error: Error & { code?: string }): string =>
  [error.code, error.message].filter(Boolean).join(": ")

export const invalidRequest = (
  error: Error & { code?: string }
): ExchangeFailure =>
  notSent(
    "invalid_request",
    `The request could not be built (${describe(error)}): check the provider's options.`
  )

/** Why nothing was sent, after an error before the first byte. */
export const notSentBecause = (
  error: Error & { code?: string }
): ExchangeFailure => {
  if (error.code === "HOST_NOT_ALLOWED") {
    return notSent("host_not_allowed", error.message)
  }
  // For example, undici refuses to write the header.
  return error.code === "UND_ERR_INVALID_ARG"
    ? invalidRequest(error)
    : notSent(
        "connection_failed",
        `No connection could be made (${describe(error)}).`
      )
}

/** An error after the first byte. The provider may have acted on the call. */
export const connectionLost = (
  error: Error & { code?: string }
): ExchangeFailure => ({
  kind: "failure",
  sent: true,
  code: "connection_lost",
  message: `The connection was lost before an answer came (${describe(error)}).`,
})
