import { z } from "@medusajs/framework/zod"
import {
  NOTE_MAX_LENGTH,
  REASON_MAX_LENGTH,
} from "../../../modules/cancellation/core/limits"
import { orLeftOut } from "./left-out"

/** A text, trimmed; null where it is left out or empty. */
export const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .nullish()
    .transform((given) => given || null)

/** @param why - what to say where it is left out or empty: "is missing: …" */
export const requiredText = (maxLength: number, why: string) =>
  z
    .string({ error: ({ input }) => ((input ?? null) === null ? why : null) })
    .trim()
    .regex(/\S/, why)
    .max(maxLength)

/** A text in a query string; undefined where it is left out or empty. */
export const textParam = (maxLength: number) =>
  orLeftOut(
    z
      .string()
      .trim()
      .max(maxLength)
      .transform((given) => given || undefined)
  )

export const reason = () =>
  text(REASON_MAX_LENGTH).describe(
    "Why. A provider that takes a reason is told it."
  )

export const note = () =>
  text(NOTE_MAX_LENGTH).describe("For colleagues. It stays here.")

/** The note of what is sent: a webhook's message has it. */
export const toldNote = () =>
  text(NOTE_MAX_LENGTH).describe(
    "For colleagues. Of the providers, only a webhook is told it."
  )
