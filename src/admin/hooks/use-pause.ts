import { useMutation } from "@tanstack/react-query"
import { post } from "../lib/post"
import { useRefresh } from "./use-refresh"

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
