const ALL = ["medusa-plugin-cancellation"] as const

/** Ours begin with the plugin's name: nobody else's cache is touched. */
export const keys = {
  all: ALL,
  orders: [...ALL, "order"] as const,
  order: (orderId: string) => [...keys.orders, orderId] as const,
  providerOrders: (orderId: string) =>
    [...keys.order(orderId), "provider-orders"] as const,
  voids: (orderId: string) => [...keys.order(orderId), "voids"] as const,
  orderCancellations: (orderId: string) =>
    [...keys.order(orderId), "cancellations"] as const,
  lists: [...ALL, "list"] as const,
  list: (query: unknown) => [...keys.lists, query] as const,
  details: [...ALL, "detail"] as const,
  detail: (id: string) => [...keys.details, id] as const,
  providers: [...ALL, "providers"] as const,
  users: (ids: string[]) => [...ALL, "users", ids] as const,
}

/** Medusa's own, of everything about orders. */
export const MEDUSA_ORDERS = ["orders"] as const
