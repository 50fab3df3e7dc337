import { type z } from "@medusajs/framework/zod"
import { nameOf } from "./name-of"

/** What a union says by itself: nothing, but what its nearest option says. */
export const BY_ITS_OPTIONS = ""

const KINDS: Readonly<Record<string, string>> = {
  array: "a list",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
}

const tooLong = (issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string =>
  `is too long: ${issue.maximum}${issue.origin === "string" ? " characters" : ""} at most.`

/**
 * What is wrong with a field that doesn't say so by itself, without the field's
 * name in front: "must be a text." The value is never in it, because an IBAN
 * may have been typed into any field, and the message is logged.
 */
export const predicateOf = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "is missing."
        : `must be ${KINDS[issue.expected] ?? "of another type"}.`
    case "invalid_value":
      return `must be one of: ${issue.values.join(", ")}.`
    case "too_big":
      return tooLong(issue)
    case "too_small":
      return "is missing."
    case "unrecognized_keys":
      return `has the unknown field "${issue.keys.slice(0, 1).map(nameOf).join("")}".`
    case "invalid_union":
      return BY_ITS_OPTIONS
    default:
      return "can't be taken as it is."
  }
}
