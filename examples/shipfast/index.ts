import { z } from "@medusajs/framework/zod"
import {
  baseUrlOption,
  defineCancellationProvider,
  secretOption,
  type ShownOrder,
} from "medusa-plugin-cancellation/provider-kit"

export default defineCancellationProvider({
  identifier: "shipfast",
  name: "ShipFast",
  options: z.object({ apiKey: secretOption(), baseUrl: baseUrlOption() }),
  baseUrl: ({ baseUrl }) => baseUrl,
  headers: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
  secrets: ["apiKey"],
  state: z
    .object({ status: z.enum(["created", "shipped", "cancelled"]) })
    .transform(({ status }): ShownOrder => ({
      state: status === "cancelled" ? "cancelled" : "open",
      status,
    })),
  cancel: (id) => ({ method: "POST", path: `/shipments/${id}/cancel` }),
  read: (id) => ({ method: "GET", path: `/shipments/${id}` }),
  repeatedCancel: "refused",
})
