import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { type z } from "@medusajs/framework/zod"
import { invalid } from "../../modules/cancellation/errors"
import { answeringRefusals } from "./answering-refusals"
import { MAX_BODY_KB } from "./body-limits"
import { codeMessages } from "./coded-messages"
import { jsonBody, refuseOtherTypes } from "./json-body"
import { inWords } from "./messages/in-words"
import { refuseUnstorable } from "./storable"

type Query = Parameters<typeof validateAndTransformQuery>

/**
 * Who may call a route, where Medusa's flag `rbac` is on. Texts rather than
 * Medusa's registries, which are empty until its policies are loaded.
 */
export interface Policy {
  resource: "provider_order" | "cancellation" | "cancellation_provider"
  operation: "create" | "read" | "update" | "delete"
}

/** What is checked before a route is reached, and what its document says. */
export interface AdminRoute {
  method: "GET" | "POST" | "DELETE"
  matcher: string
  query?: { takes: z.ZodObject; config: Query[1] }
  body?: z.ZodObject
  /** Left out: `MAX_BODY_KB`. */
  maxBodyKb?: number
  policy: Policy
}

type Check = (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
) => Promise<void> | void

/** Medusa tells of a mistake without a code, and calls some of them a 500. */
const refusalIn = (error: unknown): Error =>
  error instanceof MedusaError
    ? invalid(error.message)
    : error instanceof Error
      ? error
      : new Error("refused")

/** Runs one of Medusa's own checks, which tell of a mistake through `next`. */
const passed = (
  check: Check,
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> =>
  new Promise((resolve, reject) => {
    void Promise.resolve(
      check(req, res, (error?: unknown) => {
        if (error === undefined) {
          resolve()
        } else {
          reject(refusalIn(error))
        }
      })
    ).catch(reject)
  })

/** All in one, because Medusa asks for a route's policy before each. */
const checked = ({
  query,
  body,
  maxBodyKb = MAX_BODY_KB,
}: Pick<AdminRoute, "query" | "body" | "maxBodyKb">): Check => {
  const checks = [
    ...(query
      ? [validateAndTransformQuery(inWords(query.takes), query.config)]
      : []),
    ...(body ? [jsonBody(body, maxBodyKb)] : []),
  ]
  return answeringRefusals(async (req, res, next) => {
    codeMessages(req, res)
    refuseOtherTypes(req)
    refuseUnstorable("The path", req.params)
    refuseUnstorable("The query", req.query)
    for (const check of checks) {
      await passed(check, req, res)
    }
    next()
  })
}

export const toMiddleware = ({
  method,
  matcher,
  policy,
  ...takes
}: AdminRoute): MiddlewareRoute => ({
  methods: [method],
  matcher,
  ...(takes.body && { bodyParser: false }),
  middlewares: [checked(takes)],
  policies: [policy],
})
