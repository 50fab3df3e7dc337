import {
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import {
  type RefusalCode,
  statusOfRefusal,
} from "../../modules/cancellation/core/refusal"

/** What Medusa's error handler answers as it was thrown, code and all. */
const LEFT_TO_MEDUSA: readonly number[] = [400, 404]

const REFUSING_TYPES: readonly string[] = [
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.INVALID_DATA,
]

/** What is refused here has a code; what the store's hook refuses may not. */
const codeOf = ({ type, code }: MedusaError): string | undefined =>
  code ??
  (REFUSING_TYPES.includes(type)
    ? ("refused_by_store" satisfies RefusalCode)
    : undefined)

/**
 * Answers those refusals that Medusa's error handler would change: it has a
 * message and a code of its own for a conflict, a code of its own for a
 * duplicate, and no code for any other status.
 */
export const answeringRefusals =
  <Args extends [MedusaRequest, MedusaResponse, ...unknown[]]>(
    work: (...args: Args) => Promise<void>
  ) =>
  async (...args: Args): Promise<void> => {
    try {
      await work(...args)
    } catch (thrown) {
      const [{ scope }, res] = args
      const error = thrown as MedusaError
      const code = codeOf(error)
      const status = statusOfRefusal(code)
      if (status === null || LEFT_TO_MEDUSA.includes(status)) {
        throw Object.assign(error, { code })
      }
      scope.resolve(ContainerRegistrationKeys.LOGGER).info(error.message)
      res
        .status(status)
        .json({ type: error.type, code, message: error.message })
    }
  }
