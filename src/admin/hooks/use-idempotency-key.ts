import { useRef } from "react"
import { DASHBOARD_KEY } from "../lib/requester"

/**
 * The idempotency key of a request. It stays the same as long as the request
 * does, so sending it again after a broken connection does nothing twice.
 */
export const useIdempotencyKey = () => {
  const last = useRef<{ body: string; key: string } | undefined>(undefined)
  return (body: unknown): string => {
    const text = JSON.stringify(body)
    if (last.current?.body !== text) {
      last.current = { body: text, key: `${DASHBOARD_KEY}${randomId()}` }
    }
    return last.current.key
  }
}

/** `crypto.randomUUID` exists only over https and on localhost. */
const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("")
