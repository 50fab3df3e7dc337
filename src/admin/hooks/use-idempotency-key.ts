import { useRef } from "react"

/**
 * A key for a request: the same as long as the request is the same, so that
 * sending it once more, after a broken connection, sends nothing twice.
 */
export const useIdempotencyKey = () => {
  const last = useRef<{ body: string; key: string }>()
  return (body: unknown): string => {
    const text = JSON.stringify(body)
    if (last.current?.body !== text) {
      last.current = { body: text, key: `admin-${randomId()}` }
    }
    return last.current.key
  }
}

/** `crypto.randomUUID` is there over https and on localhost only. */
const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("")
