import { Texts } from "./texts"

export const tr: Texts = {
  titles: {
    "cancellation.succeeded": [
      "{provider} bir iptali gerçekleştirdi",
      "{provider} {count} iptali gerçekleştirdi",
    ],
    "cancellation.rejected": [
      "{provider} bir iptali reddetti",
      "{provider} {count} iptali reddetti",
    ],
    "cancellation.needs_review": [
      "{provider}: bir iptal için karar gerekiyor",
      "{provider}: {count} iptal için karar gerekiyor",
    ],
    "cancellation.overdue": [
      "{provider}: bir iptal çok uzun süredir bekliyor",
      "{provider}: {count} iptal çok uzun süredir bekliyor",
    ],
    "cancellation_provider.paused": [
      "{provider}: artık hiçbir şey gönderilmiyor",
      "{provider}: artık hiçbir şey gönderilmiyor",
    ],
    "cancellation_provider.resumed": [
      "{provider}: iptaller yeniden gönderiliyor",
      "{provider}: iptaller yeniden gönderiliyor",
    ],
    "provider_order.drifted": [
      "{provider}: bir sipariş kayıtlı olandan farklı",
      "{provider}: {count} sipariş kayıtlı olandan farklı",
    ],
  },
  orders: "Siparişler: {orders}.",
  someOrders: "Siparişler: {orders} ve {more} sipariş daha.",
  where: "Bkz. Siparişler, İptaller.",
  digest: {
    hourly: "Son bir saatteki iptaller",
    daily: "Son bir gündeki iptaller",
  },
}
