import { type z } from "@medusajs/framework/zod"
import { REASON_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { body, text } from "../../utils/fields"

export const AdminPauseProvider = body({
  reason: text(REASON_MAX_LENGTH).describe("Why, for colleagues."),
})
export type AdminPauseProviderType = z.infer<typeof AdminPauseProvider>

export const AdminResumeProvider = body({})

export const AdminCheckProvider = body({})
