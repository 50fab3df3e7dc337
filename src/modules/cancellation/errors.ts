import { MedusaError } from "@medusajs/framework/utils"

/** 404: what the caller named does not exist. */
export const notFound = (message: string): MedusaError =>
  new MedusaError(MedusaError.Types.NOT_FOUND, message)

/** The same in Medusa's words, for what has an id. */
export const noSuch = (what: string, id: string): MedusaError =>
  notFound(`${what} with id: ${id} was not found`)

export const noProviderOrderOf = (orderId: string, id: string): MedusaError =>
  notFound(`Order ${orderId} has no provider order ${id}.`)

/** 400: the request can't be carried out, in words for a shop assistant. */
export const refused = (message: string): MedusaError =>
  new MedusaError(MedusaError.Types.NOT_ALLOWED, message)

/** Throws a check's refusal; null: the check refused nothing. */
export const throwRefusal = (refusal: string | null): void => {
  if (refusal !== null) {
    throw refused(refusal)
  }
}

/** 409: the caller names what exists already. The routes keep the message. */
export const conflict = (message: string): MedusaError =>
  new MedusaError(MedusaError.Types.CONFLICT, message)

/** 422: an idempotency key was used again with another body. */
export const keyReused = (): MedusaError =>
  new MedusaError(
    MedusaError.Types.DUPLICATE_ERROR,
    "This Idempotency-Key was used for another request on this order. Repeat that request exactly, or use a new key."
  )
