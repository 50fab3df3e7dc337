export { isOfPayments, meansEveryOrder } from "./external-ids"
export * from "./find-provider-orders"
export * from "./order-snapshot"
export * from "./standing-for"
