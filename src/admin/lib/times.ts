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

/** With its zone, because a store's people and its providers differ in it. */
const TO_THE_MINUTE: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
}

const TO_THE_SECOND: Intl.DateTimeFormatOptions = {
  ...TO_THE_MINUTE,
  second: "2-digit",
}

const format = (
  time: string,
  locale: string,
  options: Intl.DateTimeFormatOptions
): string => new Intl.DateTimeFormat(locale, options).format(new Date(time))

export const formatTime = (time: string, locale: string): string =>
  format(time, locale, TO_THE_MINUTE)

/** Without the day where it is today: "11:04 PM". */
export const formatClock = (
  time: string,
  now: number,
  locale: string
): string => {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString()
  return format(time, locale, {
    ...(!isToday && { month: "short", day: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
  })
}

/** With seconds, because attempts follow each other closely. */
export const formatExactTime = (time: string, locale: string): string =>
  format(time, locale, TO_THE_SECOND)

/** As providers, logs and colleagues elsewhere have it. */
export const formatUtc = (time: string, locale: string): string =>
  format(time, locale, { ...TO_THE_SECOND, timeZone: "UTC" })

/** A day as UTC has it, such as `2026-11-30`. */
export const formatDay = (date: string, locale: string): string =>
  format(date, locale, { day: "numeric", month: "short", timeZone: "UTC" })

/** "38 ms", "1.5 s". */
export const formatDuration = (ms: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: "unit",
    unit: ms < 1_000 ? "millisecond" : "second",
    maximumFractionDigits: 1,
  }).format(ms < 1_000 ? ms : ms / 1_000)
