import { type z } from "@medusajs/framework/zod"
import { about, body, REASON_MAX_LENGTH, text } from "../../utils/fields"

export const AdminPauseProvider = body({
  reason: about("Why, for colleagues.", text("reason", REASON_MAX_LENGTH)),
})
export type AdminPauseProviderType = z.infer<typeof AdminPauseProvider>

export const AdminResumeProvider = body({})
