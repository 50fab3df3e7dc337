import { useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"
import { keys, MEDUSA_ORDERS } from "../lib/query-keys"

/** After anything that a person did: all of ours, and Medusa's orders. */
export const useRefresh = () => {
  const client = useQueryClient()
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.all }),
      client.invalidateQueries({ queryKey: MEDUSA_ORDERS }),
    ])
  }, [client])
}
