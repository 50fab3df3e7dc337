import { type z } from "@medusajs/framework/zod"
import { body, REASON_MAX_LENGTH, text } from "../../utils/fields"

export const AdminPauseProvider = body({
  reason: text(REASON_MAX_LENGTH).describe("Why, for colleagues."),
})
export type AdminPauseProviderType = z.infer<typeof AdminPauseProvider>

export const AdminResumeProvider = body({})
