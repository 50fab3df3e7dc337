import { z } from "@medusajs/framework/zod"
import { AdminCancelPreview } from "./cancel-preview"
import { CANCELLATION_STATUSES } from "../../../src/modules/cancellation/core/status"
import { AdminCancellation } from "./cancellation"
import {
  AdminCancellationProvider,
  AdminCancellationProviderCheck,
  AdminRunningConfiguration,
} from "./cancellation-provider"
import { count, text, textOrNull } from "./fields"
import { AdminProviderOrder } from "./provider-order"
import { AdminVoidFigures, AdminVoidPreview } from "./void-figures"

export * from "./cancel-preview"
export * from "./cancellation"
export * from "./cancellation-provider"
export * from "./error"
export * from "./provider-order"
export * from "./void-figures"

const page = () => ({
  count: count("How many there are, on all pages."),
  limit: count("How many a page has at most."),
  offset: count("How many were passed over."),
})

export const AdminCancellationResponse = z.object({
  cancellation: AdminCancellation,
})

export const AdminCancellationListResponse = z.object({
  cancellations: z.array(AdminCancellation),
  ...page(),
})

export const AdminCancellationOutcomesResponse = z.object({
  outcomes: z
    .array(
      z.object({
        date: z
          .string()
          .meta({ format: "date", description: "Of the day, in UTC." }),
        provider_id: text("The provider's id in the configuration."),
        status: z.enum(CANCELLATION_STATUSES),
        count: count("How many."),
      })
    )
    .describe(
      "How many of those that were captured on a day have a status now. The oldest day first; what is not there is 0."
    ),
})

export const AdminProviderOrderResponse = z.object({
  provider_order: AdminProviderOrder,
})

export const AdminProviderOrderListResponse = z.object({
  provider_orders: z.array(AdminProviderOrder),
  ...page(),
})

export const AdminProviderOrderDeleteResponse = z.object({
  id: text("Of the provider order."),
  object: z.literal("provider_order"),
  deleted: z.literal(true),
})

export const AdminVoidListResponse = z.object({
  voids: z.array(AdminVoidFigures),
  ...page(),
})

export const AdminVoidPreviewResponse = z.object({ preview: AdminVoidPreview })

export const AdminCancelPreviewResponse = z.object({
  preview: AdminCancelPreview.optional().describe(
    "Where one provider order was asked for: its preview."
  ),
  previews: z
    .array(AdminCancelPreview)
    .describe("In the order in which they would be sent."),
  problem: textOrNull(
    "Where all were asked for: why cancelling the order in Medusa would cancel nothing."
  ),
  problem_code: textOrNull(
    "The same as a code, for programs: `order_canceled`, `order_completed`, `order_fulfilled` or `automation_off`."
  ),
  ...page(),
})

export const AdminRetryCancellationsResponse = z.object({
  retried: z.array(z.string()).describe("The ids of those that wait again."),
  skipped: z
    .array(z.object({ id: z.string(), reason: text("Why it was skipped.") }))
    .describe("Those that were left as they are."),
})

export const AdminCancellationProviderResponse = z.object({
  cancellation_provider: AdminCancellationProvider,
})

export const AdminCancellationProviderCheckResponse = z.object({
  check: AdminCancellationProviderCheck,
})

export const AdminCancellationProviderListResponse = z.object({
  cancellation_providers: z.array(AdminCancellationProvider),
  disagreement: z
    .array(AdminRunningConfiguration)
    .nullable()
    .describe(
      "What the store's processes run with, where it isn't the same for all of them, as in a rolling deployment. The most common first."
    ),
})
