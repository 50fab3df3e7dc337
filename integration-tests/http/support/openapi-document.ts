import Ajv2020, { type ValidateFunction } from "ajv/dist/2020"
import { readFileSync } from "node:fs"
import { join } from "node:path"

/**
 * Checks the answers of the routes against docs/openapi.json. Every request
 * through `store.admin` passes here, so every test also tests the document.
 */

interface Schema {
  [key: string]: unknown
}

interface Response {
  $ref?: string
  content?: Record<string, { schema: { $ref: string } }>
}

interface Operation {
  operationId: string
  /** The policy that a role needs where the flag `rbac` is on. */
  "x-policy": string
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: { $ref: string } }> }
  responses: Record<string, Response>
}

interface Document {
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, Response>
  }
}

const document = JSON.parse(
  readFileSync(join(process.cwd(), "docs/openapi.json"), "utf8")
) as Document

export interface DocumentedOperation {
  method: string
  /** As in the document: `/admin/orders/{id}/voids`. */
  template: string
  operation: Operation
}

export const operations: readonly DocumentedOperation[] = Object.entries(
  document.paths
).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    template,
    operation,
  }))
)

const mapSchemas = (
  value: unknown,
  change: (schema: Schema) => Schema
): unknown => {
  if (Array.isArray(value)) {
    return value.map((inner: unknown) => mapSchemas(inner, change))
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  return change(
    Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        mapSchemas(inner, change),
      ])
    )
  )
}

/** Forbids fields that aren't documented, which clients have to accept. */
const closed = (schema: Schema): Schema =>
  schema.type === "object" && schema.properties
    ? { additionalProperties: false, ...schema }
    : schema

/** With `fields` in the query, fields that weren't asked for are left out. */
const partial = ({ required: _, ...schema }: Schema): Schema => closed(schema)

const ID = "openapi"

const validatorOf = (
  change: (schema: Schema) => Schema
): ((ref: string) => ValidateFunction) => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { "date-time": (text) => !Number.isNaN(Date.parse(text)) },
  })
  ajv.addSchema({
    $id: ID,
    components: mapSchemas(document.components, change) as Schema,
  })
  return (ref) => {
    const validate = ajv.getSchema(`${ID}${ref}`)
    if (!validate) {
      throw new Error(`docs/openapi.json has no ${ref}.`)
    }
    return validate as ValidateFunction
  }
}

const whole = validatorOf(closed)
const parts = validatorOf(partial)

const OURS =
  /^\/admin\/(cancellations|cancellation-(providers|export|outcomes)|orders\/[^/]+\/(voids|cancellations|provider-orders))(\/|$)/

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(path)

/** What was answered in this file, as `GET /admin/cancellations 200`. */
export const answered = new Set<string>()

const jsonOf = ({ content }: Response): string | undefined =>
  content?.["application/json"]?.schema.$ref

const resolved = (response: Response): Response =>
  response.$ref === undefined
    ? response
    : (document.components.responses[
        response.$ref.slice("#/components/responses/".length)
      ] ?? response)

const hold = (
  what: string,
  validate: ValidateFunction,
  value: unknown
): void => {
  if (!validate(value)) {
    const errors = (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || "/"} ${message ?? ""} ${JSON.stringify(params)}`
    )
    throw new Error(
      `${what} is not as docs/openapi.json says:\n${errors.join("\n")}\n${JSON.stringify(value)}`
    )
  }
}

export interface Exchange {
  method: string
  path: string
  body?: unknown
  status: number
  data: unknown
}

/** @throws Error where the document says otherwise, or says nothing */
export const holdToDocument = (exchange: Exchange): void => {
  const { method, path, body, status, data } = exchange
  const { pathname, searchParams } = new URL(path, "http://store")
  if (!OURS.test(pathname)) {
    return
  }
  const [known] = operations
    .filter((one) => one.method === method && matches(one.template, pathname))
    .sort((a, b) => a.template.length - b.template.length)
  if (!known) {
    throw new Error(`${method} ${pathname} is not in docs/openapi.json.`)
  }
  const name = `${method} ${known.template} ${status}`
  const response = known.operation.responses[String(status)]
  if (!response) {
    throw new Error(`${name} is not in docs/openapi.json.`)
  }
  const ref = jsonOf(resolved(response))
  const asked = searchParams.has("fields") ? parts : whole
  if (ref !== undefined) {
    hold(name, asked(ref), data)
  }
  if (status < 300) {
    holdRequest(name, known.operation, body, searchParams)
  }
  answered.add(name)
}

/** A request that was accepted must be documented. */
const holdRequest = (
  name: string,
  { requestBody, parameters = [] }: Operation,
  body: unknown,
  query: URLSearchParams
): void => {
  const ref = requestBody && jsonOf(requestBody)
  if (ref !== undefined) {
    hold(`The body of ${name}`, whole(ref), body ?? {})
  }
  const names = parameters.filter((one) => one.in === "query")
  for (const key of query.keys()) {
    const parameter = key.replace(/\[.*$/, "")
    if (!names.some((one) => one.name === parameter)) {
      throw new Error(`The parameter ${key} of ${name} is not documented.`)
    }
  }
}
