import { useMutation } from "@tanstack/react-query"
import { api } from "../lib/sdk"
import type { ResolveBody, RetryBody } from "../lib/wire"
import { useRefresh } from "./use-refresh"

export type { BulkResult } from "../lib/wire"

export const useRetry = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: RetryBody) => api.retryCancellation(id, body),
    onSuccess: refresh,
  })
}

export const useResolve = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: ResolveBody) => api.resolveCancellation(id, body),
    onSuccess: refresh,
  })
}

export const useReopen = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (note: string) => api.reopenCancellation(id, { note }),
    onSuccess: refresh,
  })
}

export const useBulkRetry = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (ids: string[]) => api.retryCancellations({ ids }),
    onSuccess: refresh,
  })
}
