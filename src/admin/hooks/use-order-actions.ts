import { useMutation } from "@tanstack/react-query"
import { post } from "../lib/post"
import { sdk } from "../lib/sdk"
import type {
  Cancellation,
  ItemMapping,
  ProviderOrder,
  VoidBody,
} from "../lib/wire"
import { useIdempotencyKey } from "./use-idempotency-key"
import { useRefresh } from "./use-refresh"

/** A request that must not take effect twice, so it has an idempotency key. */
const useInstruction = <Body extends object>(path: string) => {
  const refresh = useRefresh()
  const keyOf = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: Body) =>
      post<{ cancellation: Cancellation }>(path, body, keyOf(body)),
    onSettled: refresh,
  })
}

export const useVoidPart = (orderId: string) =>
  useInstruction<VoidBody>(`/admin/orders/${orderId}/voids`)

export const useCancelWhole = (orderId: string) =>
  useInstruction<Omit<VoidBody, "amount" | "items">>(
    `/admin/orders/${orderId}/cancellations`
  )

interface NewProviderOrder {
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
    mutationFn: (body: Pick<NewProviderOrder, "amount" | "items">) =>
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
