import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { keys } from "../lib/query-keys"
import { api } from "../lib/sdk"
import type { VoidBody } from "../lib/wire"
import { useDebounced } from "./use-debounced"

/**
 * Previews what a void would send, once the typing stops. Null: there is
 * nothing to ask yet.
 */
export const usePreview = (orderId: string, body: VoidBody | null) => {
  const wanted = JSON.stringify(body)
  const asked = useDebounced(wanted, 350)
  const query = useQuery({
    queryKey: [...keys.order(orderId), "preview", asked],
    queryFn: () => api.previewVoid(orderId, JSON.parse(asked) as VoidBody),
    select: (data) => data.preview,
    enabled: asked !== "null",
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const isCurrent =
    asked === wanted && asked !== "null" && !query.isPlaceholderData
  return {
    preview: body && query.data,
    error: isCurrent ? query.error : null,
    /** Whether the preview is of exactly what is in the form now. */
    isCurrent: isCurrent && query.isSuccess,
    isLoading: body !== null && (!isCurrent || query.isFetching),
  }
}
