import { z } from "@medusajs/framework/zod"
import { ADMIN_ROUTES } from "../../src/api/admin/middlewares"
import * as answers from "./answers"
import { OPERATIONS } from "./operations"

export type JsonSchema = z.core.JSONSchema.JSONSchema

const PREFIX = "#/components/schemas/"

export const refTo = (name: string): { $ref: string } => ({
  $ref: `${PREFIX}${name}`,
})

export const nameOf = ($ref: string): string => $ref.slice(PREFIX.length)

/** A JSON Schema, without what only a separate document needs. */
const clean = ({ $schema, $id, ...schema }: JsonSchema): JsonSchema => schema

/** Zod leaves out a prefault that is 0. */
const withPrefault: NonNullable<z.core.ToJSONSchemaParams["override"]> = ({
  zodSchema,
  jsonSchema,
}) => {
  if (zodSchema._zod.def.type === "prefault") {
    jsonSchema.default = zodSchema._zod.def.defaultValue
  }
}

/** The schema of a body or a query. */
export const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  clean(z.toJSONSchema(schema, { io: "input", override: withPrefault }))

const nameOfAnswer = new Map<z.ZodType, string>(
  Object.entries(answers).map(([name, schema]) => [schema, name])
)

/** @throws Error where the schema isn't exported from answers/ */
export const nameOfSchema = (schema: z.ZodType): string => {
  const name = nameOfAnswer.get(schema)
  if (name === undefined) {
    throw new Error("An answer is not exported from scripts/openapi/answers.")
  }
  return name
}

const answerSchemas = (): Record<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>()
  for (const [schema, id] of nameOfAnswer) {
    registry.add(schema, { id })
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    uri: (id) => `${PREFIX}${id}`,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, clean(schema)])
  )
}

const bodySchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    ADMIN_ROUTES.flatMap(({ method, matcher, body }) => {
      const name = OPERATIONS[`${method} ${matcher}`]?.body
      return body && name ? [[name, jsonSchemaOf(body)]] : []
    })
  )

/** The schemas of the document by name, in alphabetical order. */
export const componentSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    Object.entries({ ...answerSchemas(), ...bodySchemas() }).sort(([a], [b]) =>
      a < b ? -1 : 1
    )
  )
