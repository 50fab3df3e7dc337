import { type AdminRoute } from "../../utils/admin-route"
import { MAX_MAPPING_KB } from "../../utils/body-limits"
import { listCancellations } from "../cancellations/query-config"
import { AdminGetOrderCancellations } from "../cancellations/validators"
import {
  listCancelPreviews,
  listProviderOrders,
  listVoids,
} from "./query-config"
import {
  AdminCreateCancellation,
  AdminCreateProviderOrder,
  AdminCreateVoid,
  AdminGetProviderOrders,
  AdminGetVoids,
  AdminPreviewCancellations,
  AdminPreviewCancellationsParams,
  AdminUpdateProviderOrder,
} from "./validators"

/** Medusa itself asks for `order:read` on all that begins with /admin/orders. */
export const orderRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    matcher: "/admin/orders/:id/provider-orders",
    query: { takes: AdminGetProviderOrders, config: listProviderOrders },
    policy: { resource: "provider_order", operation: "read" },
  },
  {
    method: "POST",
    matcher: "/admin/orders/:id/provider-orders",
    body: AdminCreateProviderOrder,
    maxBodyKb: MAX_MAPPING_KB,
    policy: { resource: "provider_order", operation: "create" },
  },
  {
    method: "POST",
    matcher: "/admin/orders/:id/provider-orders/:provider_order_id",
    body: AdminUpdateProviderOrder,
    maxBodyKb: MAX_MAPPING_KB,
    policy: { resource: "provider_order", operation: "update" },
  },
  {
    method: "DELETE",
    matcher: "/admin/orders/:id/provider-orders/:provider_order_id",
    policy: { resource: "provider_order", operation: "delete" },
  },
  {
    method: "GET",
    matcher: "/admin/orders/:id/voids",
    query: { takes: AdminGetVoids, config: listVoids },
    policy: { resource: "provider_order", operation: "read" },
  },
  {
    method: "POST",
    matcher: "/admin/orders/:id/voids",
    body: AdminCreateVoid,
    policy: { resource: "cancellation", operation: "create" },
  },
  {
    method: "POST",
    matcher: "/admin/orders/:id/voids/preview",
    body: AdminCreateVoid,
    policy: { resource: "cancellation", operation: "create" },
  },
  {
    method: "GET",
    matcher: "/admin/orders/:id/cancellations",
    query: { takes: AdminGetOrderCancellations, config: listCancellations },
    policy: { resource: "cancellation", operation: "read" },
  },
  {
    method: "POST",
    matcher: "/admin/orders/:id/cancellations",
    body: AdminCreateCancellation,
    policy: { resource: "cancellation", operation: "create" },
  },
  {
    method: "POST",
    matcher: "/admin/orders/:id/cancellations/preview",
    query: {
      takes: AdminPreviewCancellationsParams,
      config: listCancelPreviews,
    },
    body: AdminPreviewCancellations,
    policy: { resource: "cancellation", operation: "create" },
  },
]
