import { Texts } from "./texts"

export const en: Texts = {
  titles: {
    "cancellation.succeeded": [
      "{provider} has carried out a cancellation",
      "{provider} has carried out {count} cancellations",
    ],
    "cancellation.rejected": [
      "{provider} refused a cancellation",
      "{provider} refused {count} cancellations",
    ],
    "cancellation.needs_review": [
      "A cancellation at {provider} needs a decision",
      "{count} cancellations at {provider} need a decision",
    ],
    "cancellation.overdue": [
      "A cancellation at {provider} has waited for too long",
      "{count} cancellations at {provider} have waited for too long",
    ],
    "cancellation_provider.paused": [
      "Nothing is sent to {provider} any more",
      "Nothing is sent to {provider} any more",
    ],
    "cancellation_provider.resumed": [
      "{provider} is sent cancellations again",
      "{provider} is sent cancellations again",
    ],
    "provider_order.drifted": [
      "An order at {provider} is not as it was recorded",
      "{count} orders at {provider} are not as they were recorded",
    ],
  },
  orders: "Orders: {orders}.",
  someOrders: "Orders: {orders} and {more} more.",
  where: "See Orders, Cancellations.",
  digest: {
    hourly: "Cancellations of the last hour",
    daily: "Cancellations of the last day",
  },
}
