import {
  AUTH_ERROR_CODES,
  type ExchangeResponse,
  jsonOf,
  type OutcomeError,
} from "../../provider-kit"
import { errorAnswer } from "./wire"

export const NAME = "Aplazame"

type ProviderVoice = Pick<OutcomeError, "provider_code" | "provider_message">

const describeFields = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .map(([name, said]) => [
      name,
      (Array.isArray(said) ? said : [said])
        .filter((text) => typeof text === "string")
        .join(" "),
    ])
    .filter(([, text]) => text)
    .map((pair) => pair.join(": "))
    .join("; ")

/** The provider's own words in `{ error: { type, message, fields } }`. */
const providerVoice = (response: ExchangeResponse): ProviderVoice => {
  const parsed = errorAnswer.safeParse(jsonOf(response))
  if (!parsed.success) {
    return { provider_code: null, provider_message: null }
  }
  const { type, message, fields } = parsed.data.error
  return {
    provider_code: type ?? null,
    provider_message:
      [message, describeFields(fields ?? {})].filter(Boolean).join(" – ") ||
      null,
  }
}

const OURS: Partial<Record<number, [code: string, message: string]>> = {
  400: [
    "invalid_request",
    "Aplazame did not accept the request. Read its answer, correct what it names, and retry.",
  ],
  401: [
    AUTH_ERROR_CODES.unauthorized,
    "Aplazame did not accept the key. Check the option privateKey, and whether it belongs to the sandbox or not.",
  ],
  403: [
    AUTH_ERROR_CODES.forbidden,
    "Aplazame does not allow this. Ask Aplazame what this key may do with this order.",
  ],
  404: [
    "not_found",
    "Aplazame has no such order. Check the order id that is registered for it.",
  ],
  409: [
    "conflict",
    "The order is in a state in which Aplazame does not do this. Look at it in Aplazame's panel.",
  ],
}

/** A 4xx in two voices: what it means by its status, and what Aplazame said. */
export const toError = (response: ExchangeResponse): OutcomeError => {
  const [code, message] = OURS[response.status] ?? [
    `http_${response.status}`,
    `Aplazame refused with ${response.status}. Read its answer, and retry once the cause is gone.`,
  ]
  return { code, message, ...providerVoice(response) }
}
