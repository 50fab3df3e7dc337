import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  defineMiddlewares,
} from "@medusajs/framework/http"
import { ADMIN_ROUTES } from "./admin/middlewares"
import { toMiddleware } from "./utils/admin-route"

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

/** `app.use` takes it for all that is below, in Express 4 and 5 alike. */
const STORE_API = "/store"

export default defineMiddlewares({
  routes: [
    { matcher: STORE_API, middlewares: [hideFromShoppers] },
    ...ADMIN_ROUTES.map(toMiddleware),
  ],
})
