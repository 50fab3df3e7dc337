import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent, isPlainObject } from "./guards"

/** A body with exactly these fields. */
export const body = <Shape extends z.ZodRawShape>(shape: Shape) =>
  field((value) =>
    // No body at all is an empty one.
    value === undefined || isPlainObject(value)
      ? (value ?? {})
      : problem("The body must be a JSON object.")
  ).pipe(z.object(shape).strict())

/**
 * An object that is taken as it is; null where it is left out. Nothing of it is
 * repeated in a message: it may hold an IBAN.
 */
export const object = (name: string) =>
  field((value): Record<string, unknown> | null | Problem =>
    isAbsent(value)
      ? null
      : isPlainObject(value)
        ? value
        : problem(`${name} must be an object.`)
  )

/** An object that is to be corrected: left out and null are two things. */
export const objectChange = (name: string) =>
  field((value): Record<string, unknown> | null | undefined | Problem =>
    isAbsent(value) || isPlainObject(value)
      ? value
      : problem(`${name} must be an object.`)
  )
