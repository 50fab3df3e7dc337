import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { ListQuery } from "../lib/list-state"
import { COUNTING_MS, listInterval, pollInterval } from "../lib/polling"
import { keys } from "../lib/query-keys"
import { statusOf } from "../lib/request-error"
import { api } from "../lib/sdk"
import { waitsFor } from "../lib/status"
import type { Cancellation } from "../lib/wire"

/** @param isFollowing - something is under way, on this page or elsewhere */
export const useCancellations = (query: ListQuery, isFollowing: boolean) =>
  useQuery({
    queryKey: keys.list(query),
    queryFn: () => api.listCancellations(query),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      listInterval(state.data?.cancellations ?? [], isFollowing, Date.now()),
  })

export const useCount = (filters: ListQuery) =>
  useQuery({
    queryKey: keys.list({ count: filters }),
    queryFn: () =>
      api.listCancellations({ ...filters, limit: 1, fields: "id" }),
    placeholderData: keepPreviousData,
    select: ({ count }) => count,
    staleTime: 0,
    refetchInterval: COUNTING_MS,
  })

export const useCancellation = (id: string) =>
  useQuery({
    queryKey: keys.detail(id),
    queryFn: () => api.getCancellation(id),
    select: (data) => data.cancellation,
    staleTime: 0,
    retry: (count, error) => statusOf(error) !== 404 && count < 1,
    refetchInterval: ({ state }) =>
      pollInterval(state.data ? [state.data.cancellation] : [], Date.now()),
  })

/** What it waits for, or can't be sent without: the first that isn't done. */
export const useBlocker = (cancellation: Cancellation) => {
  const { order_id, kind } = cancellation
  const first = waitsFor(cancellation)
  const query = {
    order_id,
    kind,
    ...(first && { provider_id: first }),
    order: "-created_at",
  }
  const { data } = useQuery({
    queryKey: keys.list(query),
    queryFn: () => api.listCancellations(query),
    enabled: first !== null,
  })
  return data?.cancellations.find(({ status }) => status !== "succeeded")
}
