const ALL = ["medusa-plugin-cancellation"] as const

/** The plugin's keys begin with its name, apart from everybody else's cache. */
export const keys = {
  all: ALL,
  orders: [...ALL, "order"] as const,
  order: (orderId: string) => [...keys.orders, orderId] as const,
  providerOrders: (orderId: string) =>
    [...keys.order(orderId), "provider-orders"] as const,
  voids: (orderId: string) => [...keys.order(orderId), "voids"] as const,
  orderCancellations: (orderId: string) =>
    [...keys.order(orderId), "cancellations"] as const,
  lineItems: (orderId: string) =>
    [...keys.order(orderId), "line-items"] as const,
  lists: [...ALL, "list"] as const,
  list: (query: unknown) => [...keys.lists, query] as const,
  details: [...ALL, "detail"] as const,
  detail: (id: string) => [...keys.details, id] as const,
  providers: [...ALL, "providers"] as const,
  outcomes: [...ALL, "outcomes"] as const,
  bulk: [...ALL, "bulk"] as const,
  progress: (ids: string[]) => [...ALL, "progress", ids] as const,
  users: (ids: string[]) => [...ALL, "users", ids] as const,
}

/** The key of all that Medusa itself loads about orders. */
export const MEDUSA_ORDERS = ["orders"] as const
