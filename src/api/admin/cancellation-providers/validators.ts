import { type z } from "@medusajs/framework/zod"
import { body, reason } from "../../utils/fields"

export const AdminPauseProvider = body({ reason: reason() })
export type AdminPauseProviderType = z.infer<typeof AdminPauseProvider>

export const AdminResumeProvider = body({})
