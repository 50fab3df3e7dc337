import { useMutation } from "@tanstack/react-query"
import { api } from "../lib/sdk"
import { useRefresh } from "./use-refresh"

export const usePause = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (reason: string) =>
      api.pauseCancellationProvider(id, { ...(reason && { reason }) }),
    onSuccess: refresh,
  })
}

export const useResume = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => api.resumeCancellationProvider(id),
    onSuccess: refresh,
  })
}
