import { useQuery } from "@tanstack/react-query"
import { keys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"
import type { CancellationProvider } from "../lib/wire"

/** @param every - how often to ask again, in milliseconds */
export const useProviders = (every: number | false = false) =>
  useQuery({
    queryKey: keys.providers,
    queryFn: () =>
      sdk.client.fetch<{ cancellation_providers: CancellationProvider[] }>(
        "/admin/cancellation-providers"
      ),
    select: (data) => data.cancellation_providers,
    staleTime: 0,
    refetchInterval: every,
  })
