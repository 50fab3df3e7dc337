import { MedusaError } from "@medusajs/framework/utils"
import { Refusal, RefusalCodeOf } from "./core/refusal"

/** 404: what the caller named does not exist. */
export const notFound = (
  code: RefusalCodeOf<404>,
  message: string
): MedusaError => new MedusaError(MedusaError.Types.NOT_FOUND, message, code)

const NOT_FOUND = {
  Order: "order_not_found",
  "Provider order": "provider_order_not_found",
  Cancellation: "cancellation_not_found",
} as const

/** The same in Medusa's words, for what has an id. */
export const noSuch = (what: keyof typeof NOT_FOUND, id: string): MedusaError =>
  notFound(NOT_FOUND[what], `${what} with id: ${id} was not found`)

export const noProviderOrderOf = (orderId: string, id: string): MedusaError =>
  notFound(
    "provider_order_not_found",
    `Order ${orderId} has no provider order ${id}.`
  )

/** 400: the request can't be carried out, in words for a shop assistant. */
export const refused = (code: Refusal["code"], message: string): MedusaError =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message, code)

/** 400: what was given makes no sense, whatever the state of things. */
export const invalid = (
  message: string,
  code: Refusal["code"] = "invalid_request"
): MedusaError => new MedusaError(MedusaError.Types.INVALID_DATA, message, code)

/** Throws a check's refusal; null: the check refused nothing. */
export const throwRefusal = (refusal: Refusal | null): void => {
  if (refusal !== null) {
    throw refused(refusal.code, refusal.message)
  }
}

/** 409: the caller names what exists already. The routes keep the message. */
export const conflict = (
  code: RefusalCodeOf<409>,
  message: string
): MedusaError => new MedusaError(MedusaError.Types.CONFLICT, message, code)

/** 413: Medusa has no type for it. */
export const tooLarge = (message: string): MedusaError =>
  new MedusaError(
    "unknown_error",
    message,
    "body_too_large" satisfies RefusalCodeOf<413>
  )

/** 422: an idempotency key was used again with another body. */
export const keyReused = (): MedusaError =>
  new MedusaError(
    MedusaError.Types.DUPLICATE_ERROR,
    "This Idempotency-Key was used for another request on this order. Repeat that request exactly, or use a new key.",
    "idempotency_key_reused" satisfies RefusalCodeOf<422>
  )
