import { z } from "@medusajs/framework/zod"
import { field, Problem, problem } from "./field"
import { isAbsent } from "./guards"

/** `true`, or left out. */
export const onlyTrue = (name: string) =>
  field(z.literal(true).nullish(), (value): boolean | Problem =>
    value === true || isAbsent(value)
      ? value === true
      : problem(`${name} must be true, or left out.`)
  )

export const oneOf = <const T extends string>(
  name: string,
  values: readonly T[]
) =>
  field(
    z.enum(values),
    (value): T | Problem =>
      values.find((one) => one === value) ??
      problem(`${name} must be one of: ${values.join(", ")}.`)
  )

/** One value or several, all of them known. */
export const someOf = <const T extends string>(
  name: string,
  values: readonly T[]
) =>
  field(
    z.union([z.enum(values), z.array(z.enum(values)).min(1)]).optional(),
    (value): T[] | undefined | Problem => {
      if (isAbsent(value)) {
        return undefined
      }
      const given: unknown[] = Array.isArray(value) ? value : [value]
      const known = values.filter((one) => given.includes(one))
      return given.length > 0 &&
        given.every((one) => known.some((k) => k === one))
        ? known
        : problem(`${name} must be one of: ${values.join(", ")}.`)
    }
  )
