import { useQuery } from "@tanstack/react-query"
import { post } from "../lib/post"
import { keys } from "../lib/query-keys"
import type { CancelPreviews } from "../lib/wire"

/**
 * What cancelling would do: at one provider order, or at all of the order's. It
 * only reads, and asks the providers, so it may take a few seconds.
 */
export const useForecast = (orderId: string, providerOrderId?: string) =>
  useQuery({
    queryKey: [...keys.order(orderId), "forecast", providerOrderId ?? null],
    queryFn: () =>
      post<CancelPreviews>(
        `/admin/orders/${orderId}/cancellations/preview?limit=200`,
        { provider_order_id: providerOrderId }
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
