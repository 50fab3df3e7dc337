const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
]

/** "in 5 minutes", "2 days ago". */
export const formatRelative = (
  time: string,
  now: number,
  locale: string
): string => {
  const ms = Date.parse(time) - now
  const [unit, size] = UNITS.find(([, size]) => Math.abs(ms) >= size) ?? [
    "second" as const,
    1_000,
  ]
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(
    Math.round(ms / size),
    unit
  )
}

export const formatTime = (time: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(time))

/** With seconds, because attempts follow each other closely. */
export const formatExactTime = (time: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
  }).format(new Date(time))

/** "38 ms", "1.5 s". */
export const formatDuration = (ms: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: "unit",
    unit: ms < 1_000 ? "millisecond" : "second",
    maximumFractionDigits: 1,
  }).format(ms < 1_000 ? ms : ms / 1_000)
