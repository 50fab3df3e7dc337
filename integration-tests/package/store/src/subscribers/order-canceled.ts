import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

/** The store's own subscriber, named like the plugin's. It fails. */
export default async function orderCanceledHandler({
  event,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  throw new Error(`the store's own subscriber failed for ${event.data.id}`)
}

export const config: SubscriberConfig = { event: "order.canceled" }
