import { useMutation } from "@tanstack/react-query"
import type { Resolution } from "../lib/status"
import { sdk } from "../lib/sdk"
import type { Cancellation } from "../lib/wire"
import { useRefresh } from "./use-refresh"

const post = <Answer>(path: string, body: object): Promise<Answer> =>
  sdk.client.fetch<Answer>(path, { method: "POST", body })

export interface RetryBody {
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
    mutationFn: (body: { resolution: Resolution; note: string }) =>
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

export const usePause = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (reason: string) =>
      post(`/admin/cancellation-providers/${encodeURIComponent(id)}/pause`, {
        ...(reason && { reason }),
      }),
    onSuccess: refresh,
  })
}

export const useResume = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () =>
      post(
        `/admin/cancellation-providers/${encodeURIComponent(id)}/resume`,
        {}
      ),
    onSuccess: refresh,
  })
}
