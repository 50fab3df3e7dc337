import { type z } from "@medusajs/framework/zod"
import {
  AdminCancelPreviewResponse,
  AdminCancellationListResponse,
  AdminCancellationProviderCheckResponse,
  AdminCancellationOutcomesResponse,
  AdminCancellationProviderListResponse,
  AdminCancellationProviderResponse,
  AdminCancellationResponse,
  AdminProviderOrderDeleteResponse,
  AdminProviderOrderListResponse,
  AdminProviderOrderResponse,
  AdminRetryCancellationsResponse,
  AdminVoidListResponse,
  AdminVoidPreviewResponse,
} from "./answers"

type Refusal = 400 | 404 | 409 | 413 | 422

/** What the route itself doesn't say: words, and what it answers. */
export interface Operation {
  operationId: string
  tag: "Provider orders" | "Voids" | "Cancellations" | "Providers"
  summary: string
  description?: string
  answer: z.ZodType | "csv"
  /** What a 202 means, where the operation may answer so. */
  accepted?: string
  refusals: readonly Refusal[]
  takesIdempotencyKey?: true
  /** The names of its query parameters and its body among the types. */
  params?: string
  body?: string
}

const NOT_SETTLED =
  "It is captured and not settled yet: read its status again, by its id."

/** Keyed by method and path, as in `src/api/admin/middlewares.ts`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  "GET /admin/orders/:id/provider-orders": {
    operationId: "listProviderOrders",
    tag: "Provider orders",
    summary: "The provider orders of an order",
    description:
      "What the order's metadata tells of is recorded first, so that it is in the list.",
    answer: AdminProviderOrderListResponse,
    params: "AdminProviderOrderListParams",
    refusals: [400, 404],
  },
  "POST /admin/orders/:id/provider-orders": {
    operationId: "registerProviderOrder",
    tag: "Provider orders",
    summary: "Register a provider order",
    description:
      "If the Medusa order has been cancelled for two minutes, its cancel is captured at once; before that Medusa may still take the cancel back, and its event or the reconciliation captures it. 409: the provider's order is registered already, with this order or another.",
    answer: AdminProviderOrderResponse,
    body: "AdminCreateProviderOrder",
    refusals: [400, 404, 409, 413],
  },
  "POST /admin/orders/:id/provider-orders/:provider_order_id": {
    operationId: "correctProviderOrder",
    tag: "Provider orders",
    summary: "Correct a provider order",
    description: "What is left out stays as it is.",
    answer: AdminProviderOrderResponse,
    body: "AdminUpdateProviderOrder",
    refusals: [400, 404, 413],
  },
  "DELETE /admin/orders/:id/provider-orders/:provider_order_id": {
    operationId: "removeProviderOrder",
    tag: "Provider orders",
    summary: "Remove a provider order",
    description:
      "400 once it has a cancellation. It is not found again in the order's metadata.",
    answer: AdminProviderOrderDeleteResponse,
    refusals: [400, 404],
  },
  "GET /admin/orders/:id/voids": {
    operationId: "listVoidFigures",
    tag: "Voids",
    summary: "What is voided and what remains",
    description:
      "One entry per provider order. A provider that can be asked is asked; after 3 s the ledger's figures are given, and `source` says so.",
    answer: AdminVoidListResponse,
    params: "AdminVoidListParams",
    refusals: [400, 404],
  },
  "POST /admin/orders/:id/voids": {
    operationId: "createVoid",
    tag: "Voids",
    summary: "Void a part of a provider order",
    description:
      "Answers 200 once it has settled, whatever as: read `status`. What can't be carried out is answered with 400, and nothing is written.",
    answer: AdminCancellationResponse,
    accepted: NOT_SETTLED,
    body: "AdminCreateVoid",
    takesIdempotencyKey: true,
    refusals: [400, 404, 413, 422],
  },
  "POST /admin/orders/:id/voids/preview": {
    operationId: "previewVoid",
    tag: "Voids",
    summary: "See what a void would send",
    description: "Refuses what the void itself would refuse. Sends nothing.",
    answer: AdminVoidPreviewResponse,
    body: "AdminCreateVoid",
    refusals: [400, 404, 413],
  },
  "GET /admin/orders/:id/cancellations": {
    operationId: "listCancellationsOfOrder",
    tag: "Cancellations",
    summary: "The cancellations of an order",
    answer: AdminCancellationListResponse,
    params: "AdminOrderCancellationListParams",
    refusals: [400, 404],
  },
  "POST /admin/orders/:id/cancellations": {
    operationId: "createCancellation",
    tag: "Cancellations",
    summary: "Cancel a whole provider order by hand",
    description:
      "For orders that Medusa itself can't cancel any more. If a cancel of the provider order is live already, that one is answered with; nothing is captured, and the `Idempotency-Key` is not kept.",
    answer: AdminCancellationResponse,
    accepted: NOT_SETTLED,
    body: "AdminCreateCancellation",
    takesIdempotencyKey: true,
    refusals: [400, 404, 413, 422],
  },
  "POST /admin/orders/:id/cancellations/preview": {
    operationId: "previewCancellations",
    tag: "Cancellations",
    summary: "See what cancelling would send",
    description:
      "For one provider order, or for all of the order's, as if the order were cancelled in Medusa. Says in which order the providers would be told, and what each would most likely answer: those whose record can be read are asked for it, for 3 s in all. Sends nothing that changes anything. For one provider order it refuses what the cancel itself would refuse.",
    answer: AdminCancelPreviewResponse,
    params: "AdminCancelPreviewParams",
    body: "AdminPreviewCancellations",
    refusals: [400, 404, 413],
  },
  "GET /admin/cancellations": {
    operationId: "listCancellations",
    tag: "Cancellations",
    summary: "All cancellations",
    answer: AdminCancellationListResponse,
    params: "AdminCancellationListParams",
    refusals: [400],
  },
  "POST /admin/cancellations/retry": {
    operationId: "retryCancellations",
    tag: "Cancellations",
    summary: "Retry many",
    description:
      "Up to 1,000 at a time. Only what is `rejected`, or `needs_review` with the code `retries_exhausted`; the others are skipped, each with a reason.",
    answer: AdminRetryCancellationsResponse,
    body: "AdminRetryCancellations",
    refusals: [400, 413],
  },
  "GET /admin/cancellations/:id": {
    operationId: "getCancellation",
    tag: "Cancellations",
    summary: "A cancellation with its attempts",
    answer: AdminCancellationResponse,
    params: "AdminCancellationParams",
    refusals: [400, 404],
  },
  "POST /admin/cancellations/:id/retry": {
    operationId: "retryCancellation",
    tag: "Cancellations",
    summary: "Retry one",
    description:
      "From `rejected` and `needs_review`. 400 if its amount no longer fits. After an unknown outcome the provider's record is read first; where there is none, and a second call might do harm, `confirm_not_applied` and a note are needed.",
    answer: AdminCancellationResponse,
    body: "AdminRetryCancellation",
    refusals: [400, 404, 413],
  },
  "POST /admin/cancellations/:id/resolve": {
    operationId: "resolveCancellation",
    tag: "Cancellations",
    summary: "Close one by hand",
    description:
      "From `rejected` and `needs_review`; from `pending` it can only be dismissed.",
    answer: AdminCancellationResponse,
    body: "AdminResolveCancellation",
    refusals: [400, 404, 413],
  },
  "POST /admin/cancellations/:id/reopen": {
    operationId: "reopenCancellation",
    tag: "Cancellations",
    summary: "Take back what a person closed",
    description:
      "Of what was dismissed, or has a person's word for its proof: it is `needs_review` again, and its amount is reserved again. 400 if that no longer fits.",
    answer: AdminCancellationResponse,
    body: "AdminReopenCancellation",
    refusals: [400, 404, 409, 413],
  },
  "GET /admin/cancellation-export": {
    operationId: "exportCancellations",
    tag: "Cancellations",
    summary: "The list as CSV, for an accountant",
    description:
      "All that the filters find, the newest first, as RFC 4180 has it, in UTF-8 with a byte order mark. What a spreadsheet would take for a formula begins with an apostrophe.",
    answer: "csv",
    params: "AdminCancellationExportParams",
    refusals: [400],
  },
  "GET /admin/cancellation-outcomes": {
    operationId: "listCancellationOutcomes",
    tag: "Cancellations",
    summary: "What became of the cancellations of the last 14 days",
    answer: AdminCancellationOutcomesResponse,
    refusals: [],
  },
  "GET /admin/cancellation-providers": {
    operationId: "listCancellationProviders",
    tag: "Providers",
    summary: "All providers, and how they are doing",
    answer: AdminCancellationProviderListResponse,
    refusals: [],
  },
  "POST /admin/cancellation-providers/:id/pause": {
    operationId: "pauseCancellationProvider",
    tag: "Providers",
    summary: "Send nothing to a provider",
    description: "What is captured meanwhile waits.",
    answer: AdminCancellationProviderResponse,
    body: "AdminPauseCancellationProvider",
    refusals: [400, 404, 413],
  },
  "POST /admin/cancellation-providers/:id/resume": {
    operationId: "resumeCancellationProvider",
    tag: "Providers",
    summary: "Go on sending to a provider",
    answer: AdminCancellationProviderResponse,
    body: "AdminResumeCancellationProvider",
    refusals: [400, 404, 413],
  },
  "POST /admin/cancellation-providers/:id/check": {
    operationId: "checkCancellationProvider",
    tag: "Providers",
    summary: "See whether a provider accepts the credentials",
    description:
      "Asks the provider, for 8 s at most, and changes nothing there. A webhook is sent a signed message of the type `ping`.",
    answer: AdminCancellationProviderCheckResponse,
    body: "AdminCheckCancellationProvider",
    refusals: [400, 404, 413],
  },
}
