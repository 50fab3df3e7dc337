import { useQuery } from "@tanstack/react-query"
import { pollInterval } from "../lib/polling"
import { keys } from "../lib/query-keys"
import { api } from "../lib/sdk"

const ALL = { limit: 200 }

export const useProviderOrders = (orderId: string) =>
  useQuery({
    queryKey: keys.providerOrders(orderId),
    queryFn: () => api.listProviderOrders(orderId, ALL),
    select: (data) => data.provider_orders,
    staleTime: 0,
  })

/** Asks the providers too, so it may take a few seconds. */
export const useVoidFigures = (orderId: string, enabled: boolean) =>
  useQuery({
    queryKey: keys.voids(orderId),
    queryFn: () => api.listVoidFigures(orderId, ALL),
    select: (data) => data.voids,
    enabled,
    staleTime: 0,
  })

/** Asks again by itself as long as something is in flight. */
export const useOrderCancellations = (orderId: string, watchUntil: number) =>
  useQuery({
    queryKey: keys.orderCancellations(orderId),
    queryFn: () => api.listCancellationsOfOrder(orderId, ALL),
    select: (data) => data.cancellations,
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const now = Date.now()
      return now < watchUntil
        ? 2_000
        : pollInterval(state.data?.cancellations ?? [], now)
    },
  })
