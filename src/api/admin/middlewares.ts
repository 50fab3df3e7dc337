import { type AdminRoute } from "../utils/admin-route"
import { cancellationProviderRoutes } from "./cancellation-providers/middlewares"
import { cancellationRoutes } from "./cancellations/middlewares"
import { orderRoutes } from "./orders/middlewares"

/** All of the plugin's admin routes. A test compares it with the files. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [
  ...orderRoutes,
  ...cancellationRoutes,
  ...cancellationProviderRoutes,
]
