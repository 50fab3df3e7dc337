import { type AdminRoute } from "../../utils/admin-route"
import {
  AdminCheckProvider,
  AdminPauseProvider,
  AdminResumeProvider,
} from "./validators"

export const cancellationProviderRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    matcher: "/admin/cancellation-providers",
    policy: { resource: "cancellation_provider", operation: "read" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellation-providers/:id/pause",
    body: AdminPauseProvider,
    policy: { resource: "cancellation_provider", operation: "update" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellation-providers/:id/resume",
    body: AdminResumeProvider,
    policy: { resource: "cancellation_provider", operation: "update" },
  },
  {
    method: "POST",
    matcher: "/admin/cancellation-providers/:id/check",
    body: AdminCheckProvider,
    policy: { resource: "cancellation_provider", operation: "update" },
  },
]
