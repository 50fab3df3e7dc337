import { type CancellationCall, type ProviderRequest } from "../../provider-kit"
import { detailsOf } from "./details"
import { externalItemsOf, toPk } from "./items"
import { type Options, ORDER_ID } from "./options"
import { reasonsOf } from "./reasons"
import { type CancelBody, type OrderBaseline } from "./wire"

type Address = Pick<Options, "baseUrl" | "apiPrefix">

const urlOf = ({ baseUrl, apiPrefix }: Address, path: string): string =>
  `${baseUrl}${apiPrefix}/${path}/`

const orderPath = (externalId: string): string =>
  `orders/${encodeURIComponent(externalId)}`

const authorized = (token: string): Record<string, string> => ({
  authorization: `Token ${token}`,
})

/** `POST {prefix}/auth/login/`, answered with `{ key }`. */
export const loginRequest = (
  address: Address,
  username: string,
  password: string
): ProviderRequest => ({
  method: "POST",
  url: urlOf(address, "auth/login"),
  body: { username, password },
})

/**
 * Reads an order.
 *
 * @param path - follows the prefix, and has `{order_id}` in it
 */
export const readRequest = (
  { baseUrl, apiPrefix }: Address,
  path: string,
  externalId: string,
  token: string
): ProviderRequest => ({
  method: "GET",
  url: `${baseUrl}${apiPrefix}/${path.replace(ORDER_ID, encodeURIComponent(externalId))}`,
  headers: authorized(token),
})

/**
 * The body of Akinon Omnitron, "Order Cancellation", for a full cancellation or
 * a partial void.
 *
 * `return_details` is left out, because only the details tell a cancellation
 * that is done from one that waits.
 *
 * @param baseline - what `prepare` read; null where it couldn't
 */
export const cancelBody = (
  options: Options,
  call: CancellationCall,
  baseline: OrderBaseline | null
): CancelBody => {
  const details = detailsOf(call)
  const items = call.kind === "void" ? (externalItemsOf(call) ?? []) : []
  return {
    order: Number(call.provider_order.external_id),
    is_all: call.kind === "cancel",
    cancel_items: items.flatMap((id) => toPk(id) ?? []),
    reasons: reasonsOf(call, options, baseline),
    forced_refund_amount: details.forced_refund_amount ?? null,
    is_cargo_refund: details.is_cargo_refund ?? options.cargoRefund,
    ...(details.refund_invoice_number !== undefined && {
      refund_invoice_number: details.refund_invoice_number,
    }),
    ...(details.ibans && { ibans: details.ibans }),
    ...(details.holder_names && { holder_names: details.holder_names }),
  }
}

/** `POST {prefix}/orders/{pk}/cancel/`. */
export const cancelRequest = (
  options: Options,
  call: CancellationCall,
  baseline: OrderBaseline | null,
  token: string
): ProviderRequest => ({
  method: "POST",
  url: urlOf(options, `${orderPath(call.provider_order.external_id)}/cancel`),
  headers: authorized(token),
  body: cancelBody(options, call, baseline),
})
