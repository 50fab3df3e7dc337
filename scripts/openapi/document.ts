import { ADMIN_ROUTES } from "../../src/api/admin/middlewares"
import { type AdminRoute } from "../../src/api/utils/admin-route"
import { MAX_BODY_KB, MAX_MAPPING_KB } from "../../src/api/utils/body-limits"
import { IDEMPOTENCY_KEY_MAX_LENGTH } from "../../src/modules/cancellation/core/limits"
import { OPERATIONS, type Operation } from "./operations"
import {
  componentSchemas,
  type JsonSchema,
  jsonSchemaOf,
  nameOfSchema,
  refTo,
} from "./schemas"

export interface OpenApiDocument {
  openapi: "3.1.0"
  info: Record<string, unknown>
  servers: { url: string; description: string }[]
  security: Record<string, string[]>[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, unknown>
    securitySchemes: Record<string, unknown>
  }
}

export interface OpenApiOperation {
  operationId: string
  responses: Record<string, unknown>
  requestBody?: { content: Record<string, { schema: { $ref: string } }> }
  parameters?: Record<string, unknown>[]
}

const json = (schema: object): Record<string, { schema: object }> => ({
  "application/json": { schema },
})

const REFUSALS = {
  400: "What was asked for can't be done, or is not written as it should be. Nothing was changed.",
  401: "Nobody is logged in, or not a member of the staff.",
  403: "Where Medusa's flag `rbac` is on: the caller's roles lack the policy that `x-policy` names.",
  404: "There is no such order, provider order, cancellation or provider.",
  409: "It collides with what is there already.",
  413: `The body is larger than ${MAX_BODY_KB} KB, or than ${MAX_MAPPING_KB.toLocaleString("en")} KB where provider orders are registered or corrected.`,
  422: "The `Idempotency-Key` was used with another body.",
} as const

/** Answered before a request gets to the plugin. */
const MEDUSAS_OWN: readonly string[] = ["401", "403"]

const responseName = (status: number): string => `Refusal${status}`

const responses = (operation: Operation): Record<string, unknown> => {
  const content =
    operation.answer === "csv"
      ? { "text/csv": { schema: { type: "string" } } }
      : json(refTo(nameOfSchema(operation.answer)))
  const refusals = [...operation.refusals, 401, 403].sort((a, b) => a - b)
  return {
    "200": { description: "Done.", content },
    ...(operation.accepted && {
      "202": { description: operation.accepted, content },
    }),
    ...Object.fromEntries(
      refusals.map((status) => [
        String(status),
        { $ref: `#/components/responses/${responseName(status)}` },
      ])
    ),
  }
}

const PARAMETERS: Readonly<Record<string, string>> = {
  provider_order_id: "Provider order id, begins with `cnpo_`.",
  "/admin/orders": "Medusa order id.",
  "/admin/cancellations": "Cancellation id, begins with `cncl_`.",
  "/admin/cancellation-providers": "The provider's id in the configuration.",
}

const pathParameters = (matcher: string): Record<string, unknown>[] =>
  [...matcher.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description:
      PARAMETERS[
        name === "id" ? matcher.slice(0, matcher.indexOf("/:")) : name
      ],
    schema: { type: "string" },
  }))

/** Objects in a query, as Express reads them: `created_at[$gte]=2026-01-01`. */
const queryParameters = ({ query }: AdminRoute): Record<string, unknown>[] =>
  query
    ? Object.entries(jsonSchemaOf(query.takes).properties ?? {}).map(
        ([name, property]) => {
          const { description, ...schema } = property as JsonSchema
          const takesObject = schema.anyOf?.some((one) => one.type === "object")
          return {
            name,
            in: "query",
            description,
            ...(takesObject && { style: "deepObject", explode: true }),
            schema,
          }
        }
      )
    : []

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "The same key and the same body for one order: the same cancellation, made once. Another body: 422.",
  schema: {
    type: "string",
    minLength: 1,
    maxLength: IDEMPOTENCY_KEY_MAX_LENGTH,
    pattern: "^[\\x20-\\x7e]+$",
  },
}

const requestBody = ({ body }: AdminRoute, name: string): object => ({
  required: Boolean(body && jsonSchemaOf(body).required?.length),
  content: json(refTo(name)),
})

const operationOf = (route: AdminRoute): OpenApiOperation => {
  const key = `${route.method} ${route.matcher}`
  const operation = OPERATIONS[key]
  if (!operation) {
    throw new Error(`${key} is not described in scripts/openapi/operations.ts.`)
  }
  const parameters = [
    ...pathParameters(route.matcher),
    ...queryParameters(route),
    ...(operation.takesIdempotencyKey ? [IDEMPOTENCY_KEY] : []),
  ]
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    "x-policy": `${route.policy.resource}:${route.policy.operation}`,
    ...(parameters.length && { parameters }),
    ...(operation.body && { requestBody: requestBody(route, operation.body) }),
    responses: responses(operation),
  } as OpenApiOperation
}

const paths = (): OpenApiDocument["paths"] => {
  const byPath: OpenApiDocument["paths"] = {}
  for (const route of ADMIN_ROUTES) {
    const path = route.matcher.replace(/:(\w+)/g, "{$1}")
    byPath[path] = {
      ...byPath[path],
      [route.method.toLowerCase()]: operationOf(route),
    }
  }
  return byPath
}

export const openApiDocument = (): OpenApiDocument => ({
  openapi: "3.1.0",
  info: {
    title: "medusa-plugin-cancellation",
    version: "1",
    summary: "Admin routes of medusa-plugin-cancellation",
    description:
      "The routes that the plugin adds to a Medusa store. Amounts are in the provider order's own unit: major currency units, as everywhere in Medusa, or a whole number, such as of climes.\n\n`x-policy` of an operation is what its caller's roles need where Medusa's flag `rbac` is on; below `/admin/orders` Medusa asks for `order:read` besides.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/", description: "The store that the plugin is in." }],
  security: [{ apiToken: [] }, { sessionCookie: [] }, { jwt: [] }],
  tags: [
    {
      name: "Provider orders",
      description: "The counterparts of an order at the providers.",
    },
    { name: "Voids", description: "Cancelling a part." },
    { name: "Cancellations", description: "Seeing, driving and repairing." },
    { name: "Providers", description: "How they are doing, and pauses." },
  ],
  paths: paths(),
  components: {
    schemas: componentSchemas(),
    responses: Object.fromEntries(
      Object.entries(REFUSALS).map(([status, description]) => [
        responseName(Number(status)),
        {
          description,
          content: json(
            refTo(MEDUSAS_OWN.includes(status) ? "AdminError" : "AdminRefusal")
          ),
        },
      ])
    ),
    securitySchemes: {
      apiToken: {
        type: "http",
        scheme: "basic",
        description: "A secret API key as the user name, without a password.",
      },
      sessionCookie: {
        type: "apiKey",
        in: "cookie",
        name: "connect.sid",
        description: "As the admin dashboard is logged in.",
      },
      jwt: {
        type: "http",
        scheme: "bearer",
        bearerFormat: "JWT",
        description: "Of a user, from `POST /auth/user/emailpass`.",
      },
    },
  },
})
