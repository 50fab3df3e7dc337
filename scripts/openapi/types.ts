import { ADMIN_ROUTES } from "../../src/api/admin/middlewares"
import { OPERATIONS } from "./operations"
import {
  componentSchemas,
  type JsonSchema,
  jsonSchemaOf,
  nameOf,
} from "./schemas"

type Part = JsonSchema | boolean

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ")

const doc = (description: string | undefined): string =>
  description ? `/** ${description} */\n` : ""

const union = (parts: readonly string[]): string =>
  [...new Set(parts)].join(" | ")

/** A name that needs no quotes in an interface. */
const key = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)

const membersOf = ({ properties = {}, required = [] }: JsonSchema): string =>
  Object.entries(properties)
    .map(([name, property]) => {
      const mark = required.includes(name) ? "" : "?"
      const description =
        typeof property === "object" ? property.description : undefined
      return `${doc(description)}${key(name)}${mark}: ${typeOf(property)}`
    })
    .join("\n")

/**
 * The TypeScript type of a schema. Only what zod makes of the schemas here is
 * supported. Anything else is an error, rather than a type that says nothing.
 */
const typeOf = (part: Part): string => {
  if (part === true || (part !== false && isAnything(part))) {
    return "unknown"
  }
  if (part === false) {
    return "never"
  }
  if (part.$ref !== undefined) {
    return nameOf(part.$ref)
  }
  if (part.anyOf) {
    return union(part.anyOf.map(typeOf))
  }
  if (part.const !== undefined) {
    return JSON.stringify(part.const)
  }
  if (part.enum) {
    return union(part.enum.map((value) => JSON.stringify(value)))
  }
  switch (part.type) {
    case "string":
    case "boolean":
    case "null":
      return part.type
    case "integer":
    case "number":
      return "number"
    case "array":
      return `(${typeOf((part.items ?? true) as Part)})[]`
    case "object":
      if (isEmpty(part)) {
        return "Record<string, never>"
      }
      return part.properties
        ? `{\n${indent(membersOf(part))}\n}`
        : "Record<string, unknown>"
    default:
      throw new Error(`There is no type for ${JSON.stringify(part)}.`)
  }
}

const isEmpty = ({ properties, additionalProperties }: JsonSchema): boolean =>
  additionalProperties === false && Object.keys(properties ?? {}).length === 0

const isAnything = ({ description, ...schema }: JsonSchema): boolean =>
  Object.keys(schema).length === 0

const declarationOf = ([name, schema]: [string, JsonSchema]): string =>
  doc(schema.description) +
  (schema.type === "object" && schema.properties && !isEmpty(schema)
    ? `export interface ${name} {\n${indent(membersOf(schema))}\n}\n`
    : `export type ${name} = ${typeOf(schema)}\n`)

const paramsSchemas = (): [string, JsonSchema][] =>
  ADMIN_ROUTES.flatMap(({ method, matcher, query }) => {
    const name = OPERATIONS[`${method} ${matcher}`]?.params
    return query && name ? [[name, jsonSchemaOf(query.takes)]] : []
  })

const HEADER = `/**
 * What the admin routes take and answer with, for \`sdk.client.fetch\`.
 *
 * Written by \`npm run docs:openapi\`; what is changed by hand is lost. A
 * dashboard or a script needs nothing else for them.
 */
export * from "./events"
`

/** The source of the types, before it is formatted. */
export const typesSource = (): string =>
  [
    HEADER,
    ...[...Object.entries(componentSchemas()), ...paramsSchemas()].map(
      declarationOf
    ),
  ].join("\n")
