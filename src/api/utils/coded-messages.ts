import {
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"

interface Refusal {
  code?: string
  message?: string
}

/** As `CODES_IN_MESSAGES` of the client asks for it. */
const ASKED = /\bprofile="?coded-messages\b/

/**
 * Puts a refusal's code in front of its message, for whoever asks for it in the
 * `Accept` header: `@medusajs/js-sdk` drops all but the message. It is done to
 * the answer, because some refusals are answered by Medusa's error handler.
 */
export const codeMessages = (
  { headers }: Pick<MedusaRequest, "headers">,
  res: MedusaResponse
): void => {
  if (!ASKED.test(headers.accept ?? "")) {
    return
  }
  const json = res.json.bind(res)
  res.json = (body) => {
    const refusal = Object(body) as Refusal
    const { code, message } = refusal
    const isRefused = res.statusCode >= 400 && res.statusCode < 500
    return json(
      isRefused && code && message
        ? { ...refusal, message: `[${code}] ${message}` }
        : body
    )
  }
}
