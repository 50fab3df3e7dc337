import { z } from "@medusajs/framework/zod"
import { MAX_BODY_KB } from "../body-limits"

const isSmall = (value: Record<string, unknown>): boolean =>
  Buffer.byteLength(JSON.stringify(value)) <= MAX_BODY_KB * 1_024

/** An object that is to be corrected: left out and null are two things. */
export const objectChange = () =>
  z
    .record(z.string(), z.unknown())
    .refine(isSmall, `is too large: ${MAX_BODY_KB} KB of JSON at most.`)
    .nullish()

/** An object that is taken as it is; null where it is left out. */
export const object = () => objectChange().transform((value) => value ?? null)
