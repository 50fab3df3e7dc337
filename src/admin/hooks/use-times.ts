import {
  formatClock,
  formatDay,
  formatDuration,
  formatExactTime,
  formatRelative,
  formatTime,
  formatUtc,
} from "../lib/times"
import { useWords } from "./use-words"

/** Formats times and durations for the reader's language. */
export const useTimes = () => {
  const { locale } = useWords()
  return {
    time: (at: string) => formatTime(at, locale),
    exactTime: (at: string) => formatExactTime(at, locale),
    clock: (at: string, now: number) => formatClock(at, now, locale),
    utc: (at: string) => formatUtc(at, locale),
    day: (date: string) => formatDay(date, locale),
    relative: (at: string, now: number) => formatRelative(at, now, locale),
    duration: (ms: number) => formatDuration(ms, locale),
  }
}
