import { type CancellationCall, type ProviderRequest } from "../../provider-kit"
import { ID, type Options } from "./options"
import { signatureHeaders } from "./signature"
import { type Message, PING, TYPES } from "./wire"

const numberOf = (decimal: string | null): number | null =>
  decimal === null ? null : Number(decimal)

/** Nothing is left of a whole order, where it is measured in anything. */
const remainingOf = ({
  kind,
  provider_order,
  remaining_after,
}: CancellationCall): number | null => {
  if (provider_order.unit === "none") {
    return null
  }
  return kind === "cancel" ? 0 : numberOf(remaining_after)
}

/**
 * The message of a call. It is made only of what is the same in all attempts:
 * the same `webhook-id` never comes with another body.
 */
export const messageOf = (call: CancellationCall): Message => {
  const { kind, items, provider_order } = call
  return {
    type: TYPES[kind],
    timestamp: call.caused_at ?? call.captured_at,
    data: {
      cancellation_id: call.cancellation_id || null,
      order_id: provider_order.order_id,
      order_display_id: provider_order.order_display_id,
      external_id: provider_order.external_id,
      amount: numberOf(call.amount),
      currency_code: provider_order.currency_code,
      items:
        items?.map((item) => ({
          line_item_id: item.id,
          sku: item.sku ?? null,
          title: item.title ?? null,
          quantity: item.quantity,
          external_item_ids: item.external_item_ids,
          reason: item.reason,
        })) ?? null,
      reason: call.reason,
      note: call.note,
      source: call.source,
      remaining: remainingOf(call),
    },
  }
}

/** `POST {url}`. The client sends a body as `JSON.stringify` writes it. */
const post = (
  { url, headers, secrets }: Options,
  id: string,
  body: unknown,
  now: number
): ProviderRequest => ({
  method: "POST",
  url,
  headers: {
    ...headers,
    ...signatureHeaders(secrets, { id, now, body: JSON.stringify(body) }),
  },
  body,
})

/** Tells the receiver of a call, whole or in part. */
export const cancelRequest = (
  options: Options,
  call: CancellationCall,
  now: number
): ProviderRequest => post(options, call.cancellation_id, messageOf(call), now)

/** A message that asks for nothing, to see whether the receiver takes it. */
export const pingRequest = (
  options: Options,
  id: string,
  now: number
): ProviderRequest => {
  const timestamp = new Date(now).toISOString()
  return post(options, id, { type: PING, timestamp, data: {} }, now)
}

/** Asks what became of a message, by its id. It is signed without a body. */
export const readRequest = (
  { headers, secrets }: Options,
  recordUrl: string,
  id: string,
  now: number
): ProviderRequest => {
  const segment = encodeURIComponent(id)
  return {
    method: "GET",
    url: recordUrl.includes(ID)
      ? recordUrl.replaceAll(ID, segment)
      : `${recordUrl}${recordUrl.includes("?") ? "&" : "?"}id=${segment}`,
    headers: {
      ...headers,
      ...signatureHeaders(secrets, { id, now, body: "" }),
    },
  }
}
