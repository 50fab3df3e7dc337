import { type MedusaRequest } from "@medusajs/framework/http"
import { IDEMPOTENCY_KEY_MAX_LENGTH } from "../../modules/cancellation/core/limits"
import { invalid } from "../../modules/cancellation/errors"

/**
 * The `Idempotency-Key` of a request; null where there is none, or an empty
 * one.
 *
 * @throws INVALID_DATA, 400
 */
export const idempotencyKeyOf = (
  req: Pick<MedusaRequest, "headers">
): string | null => {
  const header = req.headers["idempotency-key"]
  const key = Array.isArray(header) ? header.join(", ") : (header ?? "")
  if (key === "") {
    return null
  }
  if (key.length > IDEMPOTENCY_KEY_MAX_LENGTH || !/^[\x20-\x7e]+$/.test(key)) {
    throw invalid(
      `Idempotency-Key must be 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} printable ASCII characters.`
    )
  }
  return key
}
