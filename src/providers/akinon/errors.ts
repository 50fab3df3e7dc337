import {
  AUTH_ERROR_CODES,
  type ExchangeResponse,
  jsonOf,
  MASK,
  maskSecrets,
  type OutcomeError,
} from "../../provider-kit"
import { type Credentials } from "./options"

export const NAME = "Akinon"

/** Messages about these may repeat what was sent. */
const PRIVATE_FIELDS = new Set(["ibans", "holder_names"])

/** All texts in a message, which may be a string, a list or nested objects. */
const textsIn = (said: unknown): string[] => {
  if (typeof said === "string") {
    return [said]
  }
  if (said !== null && typeof said === "object") {
    return Object.values(said).flatMap(textsIn)
  }
  return []
}

type ProviderVoice = Pick<OutcomeError, "provider_code" | "provider_message">

const NO_VOICE: ProviderVoice = { provider_code: null, provider_message: null }

/**
 * The provider's own words. Three shapes are known: `{ field: [msg], code }`,
 * `{ non_field_errors: [msg], code }` and `{ detail, code }`.
 *
 * @param privateValues - IBANs and names of the call, to be masked
 */
const providerVoice = (
  response: ExchangeResponse,
  privateValues: readonly string[]
): ProviderVoice => {
  const body = jsonOf(response)
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    return NO_VOICE
  }
  const { code, ...fields } = body as Record<string, unknown>
  const messages = Object.entries(fields).flatMap(([field, said]) => {
    const words = PRIVATE_FIELDS.has(field) ? MASK : textsIn(said).join(" ")
    if (!words) {
      return []
    }
    return field === "non_field_errors" || field === "detail"
      ? [words]
      : [`${field}: ${words}`]
  })
  return {
    provider_code:
      typeof code === "string" || typeof code === "number"
        ? maskSecrets(String(code), privateValues)
        : null,
    provider_message: maskSecrets(messages.join("; "), privateValues) || null,
  }
}

const OURS: Partial<Record<number, [code: string, message: string]>> = {
  400: [
    "invalid_request",
    "Akinon did not accept the request. Read its answer, correct what it names, and retry.",
  ],
  403: [
    AUTH_ERROR_CODES.forbidden,
    "Akinon does not allow this. Check which rights this user has in Omnitron.",
  ],
  404: [
    "not_found",
    "Akinon has no such order. Check the order id that is registered for it, and the option apiPrefix.",
  ],
  406: [
    "not_acceptable",
    "A rule or a service behind Akinon refused. Read its answer, and retry once the cause is gone.",
  ],
}

/** A 4xx in two voices: what it means by its status, and what Akinon said. */
export const toError = (
  response: ExchangeResponse,
  privateValues: readonly string[] = []
): OutcomeError => {
  const [code, message] = OURS[response.status] ?? [
    `http_${response.status}`,
    `Akinon refused with ${response.status}. Read its answer, and retry once the cause is gone.`,
  ]
  return { code, message, ...providerVoice(response, privateValues) }
}

/** The credentials don't work, with the options that hold them. */
export const unauthorizedError = (
  credentials: Credentials["type"],
  response: ExchangeResponse
): OutcomeError => ({
  code: AUTH_ERROR_CODES.unauthorized,
  message:
    credentials === "token"
      ? "Akinon did not accept the token. Check the option token."
      : "Akinon did not accept the login. Check the options username and password.",
  ...providerVoice(response, []),
})
