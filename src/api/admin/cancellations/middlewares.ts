import { type AdminRoute } from "../../utils/admin-route"
import { listCancellations, retrieveCancellation } from "./query-config"
import {
  AdminGetCancellation,
  AdminGetCancellations,
  AdminExportCancellations,
  AdminReopenCancellation,
  AdminResolveCancellation,
  AdminRetryCancellation,
  AdminRetryCancellations,
} from "./validators"

export const cancellationRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    matcher: "/admin/cancellations",
    query: { takes: AdminGetCancellations, config: listCancellations },
    policy: { resource: "cancellation", operation: "read" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellations/retry",
    body: AdminRetryCancellations,
    policy: { resource: "cancellation", operation: "update" },
  },
  {
    method: "GET",
    matcher: "/admin/cancellations/:id",
    query: { takes: AdminGetCancellation, config: retrieveCancellation },
    policy: { resource: "cancellation", operation: "read" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellations/:id/retry",
    body: AdminRetryCancellation,
    policy: { resource: "cancellation", operation: "update" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellations/:id/resolve",
    body: AdminResolveCancellation,
    policy: { resource: "cancellation", operation: "update" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellations/:id/reopen",
    body: AdminReopenCancellation,
    policy: { resource: "cancellation", operation: "update" },
  },
  {
    method: "GET",
    matcher: "/admin/cancellation-export",
    query: { takes: AdminExportCancellations, config: listCancellations },
    policy: { resource: "cancellation", operation: "read" },
  },
  {
    method: "GET",
    matcher: "/admin/cancellation-outcomes",
    policy: { resource: "cancellation", operation: "read" },
  },
]
