import { useQuery } from "@tanstack/react-query"
import { keys } from "../lib/query-keys"
import { api } from "../lib/sdk"

/**
 * What cancelling would do: at one provider order, or at all of the order's. It
 * only reads, and asks the providers, so it may take a few seconds.
 */
export const useForecast = (orderId: string, providerOrderId?: string) =>
  useQuery({
    queryKey: [...keys.order(orderId), "forecast", providerOrderId ?? null],
    queryFn: () =>
      api.previewCancellations(
        orderId,
        { provider_order_id: providerOrderId },
        { limit: 200 }
      ),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
