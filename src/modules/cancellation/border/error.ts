import { ERROR_LIMITS, OutcomeError, Said } from "../../../provider-kit"
import { Complain, fieldsOf, textOf } from "./given"

/** The code for a bug in a strategy, if nothing better is known. */
export const PROVIDER_ERROR = "provider_error"

export const errorOf = (given: unknown, complain: Complain): OutcomeError => {
  const fields = fieldsOf(given)
  const code = textOf(fields.code, ERROR_LIMITS.code)
  const message = textOf(fields.message, ERROR_LIMITS.message)
  if (code === null || message === null) {
    complain("an error of its has no code, or no message")
  }
  return {
    code: code ?? PROVIDER_ERROR,
    message:
      message ?? "The provider gave no reason: look at the attempt's answer.",
    ...saidIn(fields),
  }
}

/** The provider's own code and words. */
export const saidIn = (fields: Record<string, unknown>): Said => ({
  provider_code: textOf(fields.provider_code, ERROR_LIMITS.provider_code),
  provider_message: textOf(
    fields.provider_message,
    ERROR_LIMITS.provider_message
  ),
})

export const ourError = (message: string): OutcomeError => ({
  code: PROVIDER_ERROR,
  message,
  provider_code: null,
  provider_message: null,
})
