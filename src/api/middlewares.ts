import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import {
  AdminPauseProvider,
  AdminResumeProvider,
} from "./admin/cancellation-providers/validators"
import * as cancellationsConfig from "./admin/cancellations/query-config"
import {
  AdminGetCancellation,
  AdminGetCancellations,
  AdminGetOrderCancellations,
  AdminResolveCancellation,
  AdminRetryCancellation,
  AdminRetryCancellations,
} from "./admin/cancellations/validators"
import * as ordersConfig from "./admin/orders/query-config"
import {
  AdminCreateCancellation,
  AdminCreateProviderOrder,
  AdminCreateVoid,
  AdminGetProviderOrders,
  AdminGetVoids,
  AdminUpdateProviderOrder,
} from "./admin/orders/validators"

const bodyParser = { sizeLimit: "64kb" }

/**
 * What links to orders must not be read through the store API: a shopper has
 * no business with notes and attempts. Medusa's own routes of orders have a
 * list of what they allow; this is for those that have none.
 */
const hideFromShoppers = (
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void => {
  req.restrictedFields?.add(["provider_order", "provider_orders"])
  next()
}

export default defineMiddlewares({
  routes: [
    {
      matcher: "/store*",
      middlewares: [hideFromShoppers],
    },
    {
      method: ["GET"],
      matcher: "/admin/orders/:id/provider-orders",
      middlewares: [
        validateAndTransformQuery(
          AdminGetProviderOrders,
          ordersConfig.listProviderOrders
        ),
      ],
    },
    {
      method: ["POST"],
      matcher: "/admin/orders/:id/provider-orders",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminCreateProviderOrder)],
    },
    {
      method: ["POST"],
      matcher: "/admin/orders/:id/provider-orders/:provider_order_id",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminUpdateProviderOrder)],
    },
    {
      method: ["GET"],
      matcher: "/admin/orders/:id/voids",
      middlewares: [
        validateAndTransformQuery(AdminGetVoids, ordersConfig.listVoids),
      ],
    },
    {
      method: ["POST"],
      matcher: "/admin/orders/:id/voids",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminCreateVoid)],
    },
    {
      method: ["POST"],
      matcher: "/admin/orders/:id/voids/preview",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminCreateVoid)],
    },
    {
      method: ["GET"],
      matcher: "/admin/orders/:id/cancellations",
      middlewares: [
        validateAndTransformQuery(
          AdminGetOrderCancellations,
          cancellationsConfig.listCancellations
        ),
      ],
    },
    {
      method: ["POST"],
      matcher: "/admin/orders/:id/cancellations",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminCreateCancellation)],
    },
    {
      method: ["GET"],
      matcher: "/admin/cancellations",
      middlewares: [
        validateAndTransformQuery(
          AdminGetCancellations,
          cancellationsConfig.listCancellations
        ),
      ],
    },
    {
      method: ["POST"],
      matcher: "/admin/cancellations/retry",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminRetryCancellations)],
    },
    {
      method: ["GET"],
      matcher: "/admin/cancellations/:id",
      middlewares: [
        validateAndTransformQuery(
          AdminGetCancellation,
          cancellationsConfig.retrieveCancellation
        ),
      ],
    },
    {
      method: ["POST"],
      matcher: "/admin/cancellations/:id/retry",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminRetryCancellation)],
    },
    {
      method: ["POST"],
      matcher: "/admin/cancellations/:id/resolve",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminResolveCancellation)],
    },
    {
      method: ["POST"],
      matcher: "/admin/cancellation-providers/:id/pause",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminPauseProvider)],
    },
    {
      method: ["POST"],
      matcher: "/admin/cancellation-providers/:id/resume",
      bodyParser,
      middlewares: [validateAndTransformBody(AdminResumeProvider)],
    },
  ],
})
