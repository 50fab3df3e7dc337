import { z } from "@medusajs/framework/zod"
import { predicateOf } from "./predicate-of"
import { sentenceOf } from "./sentence-of"
import { unknownFirst } from "./unknown-first"

/** One mistake of each field: Medusa shows three of a request at most. */
const firstOfEach = (
  issues: readonly z.core.$ZodIssue[]
): z.core.$ZodIssue[] => {
  const firsts = new Map<PropertyKey | undefined, z.core.$ZodIssue>()
  for (const issue of unknownFirst(issues)) {
    const [field] = issue.path
    firsts.set(field, firsts.get(field) ?? issue)
  }
  return [...firsts.values()]
}

/**
 * The schema, with our own sentences for what it refuses. Medusa replaces zod's
 * message for a wrong type, value or name by one that repeats what was sent, in
 * the answer and in the log; an issue that is `custom` it leaves alone.
 */
export const inWords = <Schema extends z.ZodType>(schema: Schema) =>
  z.unknown().transform((value, context): z.output<Schema> => {
    const result = schema.safeParse(value, { error: predicateOf })
    if (result.success) {
      return result.data
    }
    for (const issue of firstOfEach(result.error.issues)) {
      context.addIssue({ code: "custom", message: sentenceOf(issue) })
    }
    return z.NEVER
  })
