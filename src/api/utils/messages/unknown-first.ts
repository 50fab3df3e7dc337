import { type z } from "@medusajs/framework/zod"

type Issues = readonly z.core.$ZodIssue[]

const isUnknown = ({ code }: z.core.$ZodIssue): number =>
  code === "unrecognized_keys" ? 1 : 0

/** A misspelt name explains why the field that it was meant for is missing. */
export const unknownFirst = (issues: Issues): Issues =>
  [...issues].sort((a, b) => isUnknown(b) - isUnknown(a))
