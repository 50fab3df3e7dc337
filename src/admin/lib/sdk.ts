import Medusa from "@medusajs/js-sdk"
import { createCancellationClient } from "../../client"

export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: { type: __AUTH_TYPE__ ?? "session" },
})

/** The plugin's own routes. */
export const api = createCancellationClient(sdk)
