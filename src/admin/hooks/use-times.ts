import {
  formatDuration,
  formatExactTime,
  formatRelative,
  formatTime,
} from "../lib/times"
import { useNow } from "./use-now"
import { useWords } from "./use-words"

/** Times and durations as the reader writes them. */
export const useTimes = () => {
  const { locale } = useWords()
  const now = useNow()
  return {
    now,
    time: (at: string) => formatTime(at, locale),
    exactTime: (at: string) => formatExactTime(at, locale),
    relative: (at: string) => formatRelative(at, now, locale),
    duration: (ms: number) => formatDuration(ms, locale),
  }
}
