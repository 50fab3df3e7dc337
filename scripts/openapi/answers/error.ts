import { z } from "@medusajs/framework/zod"
import { REFUSAL_CODES } from "../../../src/modules/cancellation/core/refusal"

export const AdminError = z
  .object({
    message: z.string().describe("For people: what to do next."),
    type: z.string().optional().describe("Medusa's type of error."),
    code: z.string().optional().describe("Medusa's code, where it has one."),
  })
  .describe("An error of Medusa's own, before the plugin is asked.")

export const AdminRefusalCode = z
  .enum(REFUSAL_CODES)
  .describe(
    "Why, for programs. A code keeps its meaning; new ones may be added. A hook of the store's may give a code of its own."
  )

export const AdminRefusal = z
  .object({
    type: z.string().describe("Medusa's type of error."),
    code: AdminRefusalCode,
    message: z.string().describe("For people: why, and what to do next."),
  })
  .describe("What the plugin refuses, in Medusa's shape.")
