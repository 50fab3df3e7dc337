import { useMutation } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type {
  Cancellation,
  ItemMapping,
  ProviderOrder,
  VoidBody,
} from "../lib/wire"
import { useRefresh } from "./use-refresh"

interface Keyed<Body> {
  body: Body
  /** The same for the same request, however often it is sent. */
  idempotencyKey: string
}

type CancelBody = Omit<VoidBody, "amount" | "items">

const post = <Answer>(
  path: string,
  body: object,
  idempotencyKey?: string
): Promise<Answer> =>
  sdk.client.fetch<Answer>(path, {
    method: "POST",
    body,
    headers: idempotencyKey ? { "idempotency-key": idempotencyKey } : {},
  })

export const useVoidPart = (orderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Keyed<VoidBody>) =>
      post<{ cancellation: Cancellation }>(
        `/admin/orders/${orderId}/voids`,
        body,
        idempotencyKey
      ),
    onSettled: refresh,
  })
}

export const useCancelWhole = (orderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: Keyed<CancelBody>) =>
      post<{ cancellation: Cancellation }>(
        `/admin/orders/${orderId}/cancellations`,
        body,
        idempotencyKey
      ),
    onSettled: refresh,
  })
}

export interface NewProviderOrder {
  provider_id: string
  external_id: string
  amount?: number
  items?: ItemMapping[]
}

export const useRegister = (orderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: NewProviderOrder) =>
      post<{ provider_order: ProviderOrder }>(
        `/admin/orders/${orderId}/provider-orders`,
        body
      ),
    onSuccess: refresh,
  })
}

export const useCorrect = (orderId: string, providerOrderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: { amount?: number | null; items?: ItemMapping[] }) =>
      post<{ provider_order: ProviderOrder }>(
        `/admin/orders/${orderId}/provider-orders/${providerOrderId}`,
        body
      ),
    onSuccess: refresh,
  })
}

export const useRemove = (orderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (providerOrderId: string) =>
      sdk.client.fetch(
        `/admin/orders/${orderId}/provider-orders/${providerOrderId}`,
        { method: "DELETE" }
      ),
    onSuccess: refresh,
  })
}
