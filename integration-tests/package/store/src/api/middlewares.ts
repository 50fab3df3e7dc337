import { defineMiddlewares } from "@medusajs/framework/http"

/** The store's own file, beside the plugin's of the same name. */
export default defineMiddlewares({
  routes: [
    {
      matcher: "/admin/cancellations",
      middlewares: [
        (_request, response, next) => {
          response.setHeader("x-strange-store", "1")
          next()
        },
      ],
    },
  ],
})
