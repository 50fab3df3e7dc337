import { z } from "@medusajs/framework/zod"
import {
  ShownOrder,
  baseUrlOption,
  defineCancellationProvider,
} from "../../../src/provider-kit"

/**
 * A provider whose orders can't be read: where its answer says nothing, a
 * person has to decide, and at once.
 */
export default defineCancellationProvider({
  identifier: "carrier",
  name: "The carrier",
  options: z.object({ baseUrl: baseUrlOption() }),
  baseUrl: ({ baseUrl }) => baseUrl,
  secrets: [],
  state: z
    .object({ status: z.literal("cancelled") })
    .transform(({ status }): ShownOrder => ({ state: "cancelled", status })),
  cancel: (id) => ({ method: "POST", path: `/orders/${id}/cancel` }),
  repeatedCancel: "unsafe",
})
