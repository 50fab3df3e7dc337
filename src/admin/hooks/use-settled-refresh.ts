import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { keys, MEDUSA_ORDERS } from "../lib/query-keys"
import type { Cancellation } from "../lib/wire"

/**
 * Reloads an order's figures when one of its cancellations changes its status,
 * and Medusa's own view of the order, which may have changed too.
 */
export const useSettledRefresh = (
  orderId: string,
  cancellations: Cancellation[] | undefined
): void => {
  const client = useQueryClient()
  const seen = useRef<string | undefined>(undefined)
  const states = cancellations
    ?.map(({ id, status }) => `${id} ${status}`)
    .join()

  useEffect(() => {
    if (seen.current !== undefined && states !== seen.current) {
      void client.invalidateQueries({ queryKey: keys.voids(orderId) })
      void client.invalidateQueries({ queryKey: keys.providers })
      void client.invalidateQueries({ queryKey: keys.lists })
      void client.invalidateQueries({ queryKey: MEDUSA_ORDERS })
    }
    seen.current = states ?? seen.current
  }, [client, orderId, states])
}
