import { useMutation } from "@tanstack/react-query"
import { api } from "../lib/sdk"
import { useIdempotencyKey } from "./use-idempotency-key"
import { useRefresh } from "./use-refresh"

/** A request that must not take effect twice, so it has an idempotency key. */
const useInstruction = <Body, Answer>(
  send: (orderId: string, body: Body, key: string) => Promise<Answer>,
  orderId: string
) => {
  const refresh = useRefresh()
  const keyOf = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: Body) => send(orderId, body, keyOf(body)),
    onSettled: refresh,
  })
}

export const useVoidPart = (orderId: string) =>
  useInstruction(api.createVoid, orderId)

export const useCancelWhole = (orderId: string) =>
  useInstruction(api.createCancellation, orderId)

export const useRegister = (orderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: Parameters<typeof api.registerProviderOrder>[1]) =>
      api.registerProviderOrder(orderId, body),
    onSuccess: refresh,
  })
}

export const useCorrect = (orderId: string, providerOrderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: Parameters<typeof api.correctProviderOrder>[2]) =>
      api.correctProviderOrder(orderId, providerOrderId, body),
    onSuccess: refresh,
  })
}

export const useRemove = (orderId: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (providerOrderId: string) =>
      api.removeProviderOrder(orderId, providerOrderId),
    onSuccess: refresh,
  })
}
