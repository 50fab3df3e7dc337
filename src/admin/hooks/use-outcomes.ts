import { useQuery } from "@tanstack/react-query"
import { keys } from "../lib/query-keys"
import { api } from "../lib/sdk"

export const useOutcomes = () =>
  useQuery({
    queryKey: keys.outcomes,
    queryFn: () => api.listCancellationOutcomes(),
    select: (data) => data.outcomes,
    staleTime: 0,
    refetchInterval: 60_000,
  })
