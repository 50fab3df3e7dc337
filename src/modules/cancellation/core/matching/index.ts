export * from "./find-provider-orders"
export * from "./order-snapshot"
