import { useMutation } from "@tanstack/react-query"
import { post } from "../lib/post"
import type { Cancellation, ResolveBody } from "../lib/wire"
import { useRefresh } from "./use-refresh"

interface RetryBody {
  note?: string
  details?: Record<string, unknown>
  confirm_not_applied?: true
}

export const useRetry = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: RetryBody) =>
      post<{ cancellation: Cancellation }>(
        `/admin/cancellations/${id}/retry`,
        body
      ),
    onSuccess: refresh,
  })
}

export const useResolve = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: ResolveBody) =>
      post<{ cancellation: Cancellation }>(
        `/admin/cancellations/${id}/resolve`,
        body
      ),
    onSuccess: refresh,
  })
}

export interface BulkResult {
  retried: string[]
  skipped: { id: string; reason: string }[]
}

export const useBulkRetry = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (ids: string[]) =>
      post<BulkResult>("/admin/cancellations/retry", { ids }),
    onSuccess: refresh,
  })
}
