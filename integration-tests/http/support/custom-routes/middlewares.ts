import {
  defineMiddlewares,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

/** As in a store's own code: without a list of the fields that are allowed. */
const fieldsOfAnOrder = validateAndTransformQuery(
  z.object({ fields: z.string().optional() }),
  { defaults: ["id"], isList: true }
)

export default defineMiddlewares({
  routes: [
    "/store/every-order",
    "/store/every-order/of/:email",
    "/open/every-order",
  ].map((matcher) => ({
    methods: ["GET" as const],
    matcher,
    middlewares: [fieldsOfAnOrder],
  })),
})
