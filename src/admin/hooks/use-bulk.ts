import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { pollInterval } from "../lib/polling"
import { keys } from "../lib/query-keys"
import { api } from "../lib/sdk"
import type { Cancellation } from "../lib/wire"
import type { BulkResult } from "./use-repair"

/** A bulk retry, and the cancellations as they were when it was asked for. */
export interface Bulk {
  result: BulkResult
  asked: Cancellation[]
}

/** The last bulk retry, kept until it is closed, whatever is looked at. */
export const useBulk = () => {
  const client = useQueryClient()
  const { data } = useQuery<Bulk | null>({
    queryKey: keys.bulk,
    queryFn: () => null,
    initialData: null,
    enabled: false,
    gcTime: Infinity,
  })
  return {
    bulk: data,
    keep: (bulk: Bulk | null) => client.setQueryData(keys.bulk, bulk),
  }
}

/**
 * What became of them, asked again for as long as one is under way. The list
 * and its counts are asked again whenever one of them ends.
 */
export const useProgress = (ids: string[]) => {
  const client = useQueryClient()
  const progress = useQuery({
    queryKey: keys.progress(ids),
    queryFn: () => api.listCancellations({ id: ids, limit: ids.length }),
    select: ({ cancellations }) => cancellations,
    enabled: ids.length > 0,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      pollInterval(state.data?.cancellations ?? [], Date.now()),
  })
  const states = progress.data?.map(({ status }) => status).join()

  useEffect(() => {
    if (states) {
      void client.invalidateQueries({ queryKey: keys.lists })
    }
  }, [client, states])

  return progress
}
