import {
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { type z } from "@medusajs/framework/zod"
import { jsonBody } from "./json-body"

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
  body?: z.ZodType
  policy: Policy
}

export const toMiddleware = ({
  method,
  matcher,
  query,
  body,
  policy,
}: AdminRoute): MiddlewareRoute => ({
  methods: [method],
  matcher,
  ...(body && { bodyParser: false }),
  middlewares: [
    ...(query ? [validateAndTransformQuery(query.takes, query.config)] : []),
    ...(body ? [jsonBody(body)] : []),
  ],
  policies: [policy],
})
