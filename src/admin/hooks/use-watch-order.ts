import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { keys } from "../lib/query-keys"

const WATCH_MS = 15_000

/**
 * Keeps looking for a moment after the order changed under the widget, for
 * example by Medusa's cancel: what follows from that is captured a little
 * later.
 *
 * @returns until when, in epoch milliseconds; 0 while nothing changed
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
