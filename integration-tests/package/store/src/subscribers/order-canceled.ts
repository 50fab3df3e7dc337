import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

/** A store's own, with the name of the plugin's, that doesn't work. */
export default async function orderCanceledHandler({
  event,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  throw new Error(`the store's own subscriber failed for ${event.data.id}`)
}

export const config: SubscriberConfig = { event: "order.canceled" }
