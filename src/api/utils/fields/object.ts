import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent, isPlainObject } from "./guards"
import { nameOf } from "./name-of"
import { document, takesOf } from "./takes"

const takesOfAll = (shape: z.ZodRawShape): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [
      name,
      takesOf(schema as z.ZodType),
    ])
  )

const refuseNothing = (): null => null

const refuseUnknown = (
  value: Record<string, unknown>,
  shape: z.ZodRawShape
): Record<string, unknown> | Problem => {
  const unknown = Object.keys(value).filter(
    (key) => !Object.keys(shape).includes(key)
  )
  return unknown.length
    ? problem(
        `Unrecognized fields: '${[...new Set(unknown.map(nameOf))].join("', '")}'`
      )
    : value
}

/**
 * A body with exactly these fields.
 *
 * @param refuse - says what is wrong with fields that are right one by one
 */
export const body = <Shape extends z.ZodRawShape>(
  shape: Shape,
  refuse: (fields: Record<string, unknown>) => string | null = refuseNothing
) =>
  document(
    z.strictObject(takesOfAll(shape)),
    field(z.unknown(), (value) =>
      // No body at all is an empty one.
      value === undefined || isPlainObject(value)
        ? refuseUnknown(value ?? {}, shape)
        : problem("The body must be a JSON object.")
    ).pipe(
      z
        .object(shape)
        .strict()
        .superRefine((fields, context) => {
          const message = refuse(fields)
          if (message !== null) {
            context.addIssue({ code: "custom", message })
          }
        })
    )
  )

/** A query string with exactly these parameters. */
export const query = <Shape extends z.ZodRawShape>(shape: Shape) =>
  document(z.strictObject(takesOfAll(shape)), z.object(shape))

const anObject = () => z.record(z.string(), z.unknown()).nullish()

/** Of its JSON. A route may take more than that for the sake of other fields. */
const MAX_OBJECT_KB = 64

const readObject = (
  name: string,
  value: unknown
): Record<string, unknown> | Problem => {
  if (!isPlainObject(value)) {
    return problem(`${name} must be an object.`)
  }
  return Buffer.byteLength(JSON.stringify(value)) > MAX_OBJECT_KB * 1_024
    ? problem(`${name} is too large: ${MAX_OBJECT_KB} KB of JSON at most.`)
    : value
}

/**
 * An object that is taken as it is; null where it is left out. Nothing of it is
 * repeated in a message: it may hold an IBAN.
 */
export const object = (name: string) =>
  field(anObject(), (value): Record<string, unknown> | null | Problem =>
    isAbsent(value) ? null : readObject(name, value)
  )

/** An object that is to be corrected: left out and null are two things. */
export const objectChange = (name: string) =>
  field(
    anObject(),
    (value): Record<string, unknown> | null | undefined | Problem =>
      isAbsent(value) ? value : readObject(name, value)
  )
