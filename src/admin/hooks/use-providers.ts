import { useQuery } from "@tanstack/react-query"
import { keys } from "../lib/query-keys"
import { api } from "../lib/sdk"

const asked = {
  queryKey: keys.providers,
  queryFn: () => api.listCancellationProviders(),
  staleTime: 0,
}

/** @param every - how often to ask again, in milliseconds */
export const useProviders = (every: number | false = false) =>
  useQuery({
    ...asked,
    select: (data) => data.cancellation_providers,
    refetchInterval: every,
  })

/** The different providers of the store's processes, where they differ. */
export const useDisagreement = () =>
  useQuery({ ...asked, select: (data) => data.disagreement })
