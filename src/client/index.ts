import type {
  AdminCancelPreviewParams,
  AdminCancelPreviewResponse,
  AdminCancellationExportParams,
  AdminCancellationListParams,
  AdminCancellationListResponse,
  AdminCancellationOutcomesResponse,
  AdminCancellationParams,
  AdminCancellationProviderCheckResponse,
  AdminCancellationProviderListResponse,
  AdminCancellationProviderResponse,
  AdminCancellationResponse,
  AdminCreateCancellation,
  AdminCreateProviderOrder,
  AdminCreateVoid,
  AdminOrderCancellationListParams,
  AdminPauseCancellationProvider,
  AdminPreviewCancellations,
  AdminProviderOrderDeleteResponse,
  AdminProviderOrderListParams,
  AdminProviderOrderListResponse,
  AdminProviderOrderResponse,
  AdminReopenCancellation,
  AdminResolveCancellation,
  AdminRetryCancellation,
  AdminRetryCancellations,
  AdminRetryCancellationsResponse,
  AdminUpdateProviderOrder,
  AdminVoidListParams,
  AdminVoidListResponse,
  AdminVoidPreviewResponse,
} from "../types"
import { CSV_OR_CODES } from "./refusal"
import { type MedusaSdk, at, requestThrough } from "./request"

export { type CancellationRefusal, isCancellationRefusal } from "./refusal"
export type { MedusaSdk } from "./request"

/**
 * The plugin's admin routes, with their types, through `@medusajs/js-sdk`. The
 * methods are called like the operations of the OpenAPI document. An error has
 * the refusal's `code`, see `isCancellationRefusal`.
 *
 * @example
 * const cancellations = createCancellationClient(
 *   new Medusa({ baseUrl: "https://store.example.com", apiKey })
 * )
 * const { cancellation } = await cancellations.createVoid(
 *   "order_123",
 *   { provider_order_id: "cnpo_123", amount: 25.5 },
 *   "return-77"
 * )
 */
export const createCancellationClient = (sdk: MedusaSdk) => {
  const request = requestThrough(sdk)

  const get = <Answer>(path: string, query?: object) =>
    request<Answer>(path, { ...(query && { query }) })

  const post = <Answer>(path: string, body: object, idempotencyKey?: string) =>
    request<Answer>(path, {
      method: "POST",
      body,
      ...(idempotencyKey && { headers: { "idempotency-key": idempotencyKey } }),
    })

  return {
    listProviderOrders: (
      orderId: string,
      query?: AdminProviderOrderListParams
    ) =>
      get<AdminProviderOrderListResponse>(
        at`/admin/orders/${orderId}/provider-orders`,
        query
      ),

    registerProviderOrder: (orderId: string, body: AdminCreateProviderOrder) =>
      post<AdminProviderOrderResponse>(
        at`/admin/orders/${orderId}/provider-orders`,
        body
      ),

    correctProviderOrder: (
      orderId: string,
      id: string,
      body: AdminUpdateProviderOrder
    ) =>
      post<AdminProviderOrderResponse>(
        at`/admin/orders/${orderId}/provider-orders/${id}`,
        body
      ),

    removeProviderOrder: (orderId: string, id: string) =>
      request<AdminProviderOrderDeleteResponse>(
        at`/admin/orders/${orderId}/provider-orders/${id}`,
        { method: "DELETE" }
      ),

    /** Asks the providers too, so it may take a few seconds. */
    listVoidFigures: (orderId: string, query?: AdminVoidListParams) =>
      get<AdminVoidListResponse>(at`/admin/orders/${orderId}/voids`, query),

    /** @param idempotencyKey - stays the same when the request is repeated */
    createVoid: (
      orderId: string,
      body: AdminCreateVoid,
      idempotencyKey?: string
    ) =>
      post<AdminCancellationResponse>(
        at`/admin/orders/${orderId}/voids`,
        body,
        idempotencyKey
      ),

    previewVoid: (orderId: string, body: AdminCreateVoid) =>
      post<AdminVoidPreviewResponse>(
        at`/admin/orders/${orderId}/voids/preview`,
        body
      ),

    listCancellationsOfOrder: (
      orderId: string,
      query?: AdminOrderCancellationListParams
    ) =>
      get<AdminCancellationListResponse>(
        at`/admin/orders/${orderId}/cancellations`,
        query
      ),

    /** @param idempotencyKey - stays the same when the request is repeated */
    createCancellation: (
      orderId: string,
      body: AdminCreateCancellation,
      idempotencyKey?: string
    ) =>
      post<AdminCancellationResponse>(
        at`/admin/orders/${orderId}/cancellations`,
        body,
        idempotencyKey
      ),

    /**
     * Of all the order's provider orders, or of the one that is named. Asks the
     * providers too, so it may take a few seconds.
     */
    previewCancellations: (
      orderId: string,
      body: AdminPreviewCancellations = {},
      query?: AdminCancelPreviewParams
    ) =>
      request<AdminCancelPreviewResponse>(
        at`/admin/orders/${orderId}/cancellations/preview`,
        { method: "POST", body, ...(query && { query }) }
      ),

    listCancellations: (query?: AdminCancellationListParams) =>
      get<AdminCancellationListResponse>("/admin/cancellations", query),

    getCancellation: (id: string, query?: AdminCancellationParams) =>
      get<AdminCancellationResponse>(at`/admin/cancellations/${id}`, query),

    retryCancellation: (id: string, body: AdminRetryCancellation = {}) =>
      post<AdminCancellationResponse>(
        at`/admin/cancellations/${id}/retry`,
        body
      ),

    resolveCancellation: (id: string, body: AdminResolveCancellation) =>
      post<AdminCancellationResponse>(
        at`/admin/cancellations/${id}/resolve`,
        body
      ),

    /** Takes back what a person closed. */
    reopenCancellation: (id: string, body: AdminReopenCancellation) =>
      post<AdminCancellationResponse>(
        at`/admin/cancellations/${id}/reopen`,
        body
      ),

    /** Either `ids`, or the filters of the list. */
    retryCancellations: (body: AdminRetryCancellations) =>
      post<AdminRetryCancellationsResponse>("/admin/cancellations/retry", body),

    /** The list as CSV, which is not JSON: an answer of `fetch`, to stream from. */
    exportCancellations: (query?: AdminCancellationExportParams) =>
      request<Response>("/admin/cancellation-export", {
        ...(query && { query }),
        headers: { accept: CSV_OR_CODES },
      }),

    /** What became of the cancellations of the last 14 days. */
    listCancellationOutcomes: () =>
      get<AdminCancellationOutcomesResponse>("/admin/cancellation-outcomes"),

    listCancellationProviders: () =>
      get<AdminCancellationProviderListResponse>(
        "/admin/cancellation-providers"
      ),

    /** Whether the provider accepts the credentials. It changes nothing. */
    checkCancellationProvider: (id: string) =>
      post<AdminCancellationProviderCheckResponse>(
        at`/admin/cancellation-providers/${id}/check`,
        {}
      ),

    pauseCancellationProvider: (
      id: string,
      body: AdminPauseCancellationProvider = {}
    ) =>
      post<AdminCancellationProviderResponse>(
        at`/admin/cancellation-providers/${id}/pause`,
        body
      ),

    resumeCancellationProvider: (id: string) =>
      post<AdminCancellationProviderResponse>(
        at`/admin/cancellation-providers/${id}/resume`,
        {}
      ),
  }
}

export type CancellationClient = ReturnType<typeof createCancellationClient>
