import {
  defineMiddlewares,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

/** Has no list of allowed fields, as in some stores' own code. */
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
