import { z } from "@medusajs/framework/zod"
import { document } from "./takes"

/** What is wrong with a value, in words for a shop assistant. */
export class Problem {
  constructor(readonly message: string) {}
}

export const problem = (message: string): Problem => new Problem(message)

/**
 * A field with messages of its own. Medusa replaces zod's message for a wrong
 * type by one that repeats the value, in the answer and in the log; what is
 * reported as `custom` it leaves alone.
 *
 * @param takes - the same in zod's terms, for the document of the routes
 */
export const field = <T>(
  takes: z.ZodType,
  read: (value: unknown) => T | Problem
) =>
  document(
    takes,
    z.unknown().transform((value, context): T => {
      const result = read(value)
      if (result instanceof Problem) {
        context.addIssue({ code: "custom", message: result.message })
        return z.NEVER
      }
      return result
    })
  )
