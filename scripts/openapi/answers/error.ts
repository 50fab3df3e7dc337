import { z } from "@medusajs/framework/zod"

export const AdminError = z
  .object({
    message: z.string().describe("For people: what to do next."),
    type: z.string().optional().describe("Medusa's type of error."),
    code: z.string().optional().describe("Medusa's code, where it has one."),
  })
  .describe("An error, in Medusa's shape.")
