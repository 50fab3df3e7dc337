import { z } from "@medusajs/framework/zod"

/** Servers accept about 8 KB of headers in all. */
const MAX_SECRET_LENGTH = 4_096

const MAX_URL_LENGTH = 2_048

/**
 * A key or token that is sent in a header. It must be printable ASCII: a line
 * break in it is a copying mistake. Its value is never part of a message.
 */
export const secretOption = () =>
  z
    .string({ error: "expected a non-empty string" })
    .trim()
    .min(1, { error: "expected a non-empty string" })
    .max(MAX_SECRET_LENGTH, {
      error: `expected at most ${MAX_SECRET_LENGTH} characters`,
    })
    .regex(/^[\x21-\x7e]*$/, {
      error: "expected printable characters without spaces",
    })

/**
 * An absolute base URL without query, fragment or credentials. A trailing slash
 * is dropped. Which hosts are allowed depends on the plugin's
 * `allowPrivateHosts`.
 */
export const baseUrlOption = () =>
  z
    .string({ error: "expected an absolute https URL" })
    .max(MAX_URL_LENGTH, {
      error: `expected at most ${MAX_URL_LENGTH} characters`,
    })
    .refine(
      (value) => {
        if (!URL.canParse(value)) {
          return false
        }
        const url = new URL(value)
        return (
          ["https:", "http:"].includes(url.protocol) &&
          !url.search &&
          !url.hash &&
          !url.username &&
          !url.password
        )
      },
      { error: "expected an absolute https URL" }
    )
    .transform((value) => value.replace(/\/+$/, ""))

/**
 * One sentence for a zod error: which option, and what was expected. It never
 * contains the value that was given.
 *
 * @param ifUnknown - what to say after the name of an unknown option
 */
export const describeOptionError = (
  error: z.ZodError,
  ifUnknown = "is not an option of this provider"
): string =>
  error.issues
    .map((issue) => {
      if (issue.code === "unrecognized_keys") {
        return issue.keys
          .map(
            (key) =>
              `${[...issue.path, key].map(String).join(".")} ${ifUnknown}`
          )
          .join("; ")
      }
      const path = issue.path.map(String).join(".")
      return path ? `${path}: ${issue.message}` : issue.message
    })
    .join("; ")

/**
 * Parses a provider's options, or throws an error of one line. It is for
 * `static validateOptions`.
 */
export const parseOptions = <T>(schema: z.ZodType<T>, options: unknown): T => {
  const parsed = schema.safeParse(options ?? {})
  if (!parsed.success) {
    throw new Error(describeOptionError(parsed.error))
  }
  return parsed.data
}
