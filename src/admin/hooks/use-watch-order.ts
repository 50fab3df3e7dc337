import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { keys } from "../lib/query-keys"

const WATCH_MS = 15_000

/**
 * When the order changes under the widget, Medusa's cancel for one, what
 * follows from it is captured a moment later. Until then, keep looking.
 *
 * @returns epoch milliseconds; 0 while nothing changed
 */
export const useWatchOrder = (orderId: string, version: string): number => {
  const client = useQueryClient()
  const seen = useRef(version)
  const [until, setUntil] = useState(0)

  useEffect(() => {
    if (seen.current !== version) {
      seen.current = version
      setUntil(Date.now() + WATCH_MS)
      void client.invalidateQueries({ queryKey: keys.order(orderId) })
    }
  }, [client, orderId, version])

  return until
}
