import { useSyncExternalStore } from "react"

/** As narrow as a phone: below what the dashboard's styles call `sm`. */
const NARROW = "(max-width: 639px)"

const subscribe = (onChange: () => void): (() => void) => {
  const media = matchMedia(NARROW)
  media.addEventListener("change", onChange)
  return () => media.removeEventListener("change", onChange)
}

/** Whether a table has room for one column only. */
export const useIsNarrow = (): boolean =>
  useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
