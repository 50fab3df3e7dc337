import { Texts } from "./texts"

export const es: Texts = {
  titles: {
    "cancellation.succeeded": [
      "{provider} ha realizado una cancelación",
      "{provider} ha realizado {count} cancelaciones",
    ],
    "cancellation.rejected": [
      "{provider} ha rechazado una cancelación",
      "{provider} ha rechazado {count} cancelaciones",
    ],
    "cancellation.needs_review": [
      "Una cancelación en {provider} necesita una decisión",
      "{count} cancelaciones en {provider} necesitan una decisión",
    ],
    "cancellation.overdue": [
      "Una cancelación en {provider} lleva demasiado tiempo esperando",
      "{count} cancelaciones en {provider} llevan demasiado tiempo esperando",
    ],
    "cancellation_provider.paused": [
      "Ya no se envía nada a {provider}",
      "Ya no se envía nada a {provider}",
    ],
    "cancellation_provider.resumed": [
      "Se vuelven a enviar cancelaciones a {provider}",
      "Se vuelven a enviar cancelaciones a {provider}",
    ],
    "provider_order.drifted": [
      "Un pedido en {provider} no coincide con lo registrado",
      "{count} pedidos en {provider} no coinciden con lo registrado",
    ],
  },
  orders: "Pedidos: {orders}.",
  someOrders: "Pedidos: {orders} y {more} más.",
  where: "Ver Pedidos, Cancelaciones.",
  digest: {
    hourly: "Cancelaciones de la última hora",
    daily: "Cancelaciones del último día",
  },
}
