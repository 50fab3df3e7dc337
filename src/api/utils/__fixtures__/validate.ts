import {
  type MedusaRequest,
  type MedusaResponse,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { type z } from "@medusajs/framework/zod"
import { inWords } from "../messages/in-words"

/** Validating never answers by itself. */
const RESPONSE = {} as unknown as MedusaResponse

/** What Medusa makes of a body: what the route gets, or the error's message. */
export const validateBody = async (
  schema: z.ZodType,
  body: unknown
): Promise<unknown> => {
  // No body at all is read as an empty one.
  const given = body === undefined ? {} : body
  const req = { body: given } as unknown as MedusaRequest
  const error = await answerOf((next) =>
    validateAndTransformBody(inWords(schema))(req, RESPONSE, next)
  )
  return error ?? req.validatedBody
}

/** The same of a query string, as Express has parsed it. */
export const validateQuery = async (
  schema: z.ZodObject,
  query: Record<string, unknown>
): Promise<unknown> => {
  const req = { query, allowed: [] } as unknown as MedusaRequest
  const error = await answerOf((next) =>
    validateAndTransformQuery(inWords(schema), { isList: true })(
      req,
      RESPONSE,
      next
    )
  )
  return error ?? req.validatedQuery
}

const answerOf = async (
  call: (next: (error?: unknown) => void) => Promise<void>
): Promise<string | null> => {
  let error: unknown
  await call((given) => {
    error = given
  })
  if (!error) {
    return null
  }
  if (!(error instanceof Error)) {
    throw new TypeError("It passed on what is no error.")
  }
  return error.message.replace("Invalid request: ", "")
}
