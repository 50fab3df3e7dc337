import { type z } from "@medusajs/framework/zod"
import { nameOf } from "./name-of"
import { BY_ITS_OPTIONS } from "./predicate-of"
import { unknownFirst } from "./unknown-first"

type Path = readonly PropertyKey[]

/** "item" of "items": a list of items or ids has a name in the plural. */
const oneOf = (list: string): string => list.replace(/(?<=item|id)s$/, "")

/**
 * "quantity of item 2". A path consists of the schema's own names, of which
 * none comes from a request: no schema looks into an object of any names.
 */
const subjectOf = (path: Path): string => {
  const parts: string[] = []
  for (const step of path) {
    if (typeof step === "number") {
      parts.push(`${oneOf(parts.pop() ?? "")} ${step + 1}`)
    } else {
      parts.push(String(step))
    }
  }
  return parts.reverse().join(" of ")
}

/** Medusa's own words for it, with names in place of whatever was sent. */
const unrecognized = (keys: readonly string[]): string =>
  `Unrecognized fields: '${[...new Set(keys.map(nameOf))].join("', '")}'`

/** How far an option of a union is from what was sent. */
const distanceOf = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce(
    (sum, one) =>
      sum + (one.code === "unrecognized_keys" ? one.keys.length : 1),
    0
  )

/** The first mistake, by the option that what was sent is nearest to. */
const firstOfNearest = ({
  errors,
}: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue | undefined => {
  const [nearest = []] = [...errors].sort(
    (a, b) => distanceOf(a) - distanceOf(b)
  )
  return unknownFirst(nearest)[0]
}

/**
 * What is wrong with a request, in a sentence for a shop assistant: an issue
 * whose message is a predicate ("must be a text."), after the field's name.
 */
export const sentenceOf = (
  issue: z.core.$ZodIssue,
  above: Path = []
): string => {
  const path = [...above, ...issue.path]
  if (issue.code === "invalid_union" && issue.message === BY_ITS_OPTIONS) {
    const cause = firstOfNearest(issue)
    return cause
      ? sentenceOf(cause, path)
      : `${subjectOf(path)} can't be taken as it is.`
  }
  if (path.length > 0) {
    return `${subjectOf(path)} ${issue.message}`
  }
  return issue.code === "unrecognized_keys"
    ? unrecognized(issue.keys)
    : issue.message
}
