import { useEffect, useState } from "react"

const STEP_MS = 5_000

/** The time in epoch milliseconds, at most five seconds old. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
