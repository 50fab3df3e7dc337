import { STATUSES } from "./wire"
import type { CancellationStatus, Outcome } from "./wire"

/** One bar. */
export interface OutcomeDay {
  /** In UTC, as `2026-11-30`. */
  date: string
  total: number
  parts: { status: CancellationStatus; count: number }[]
}

/** As many as the server counts, with today. */
const DAYS = 14

const DAY_MS = 86_400_000

const partsOf = (outcomes: readonly Outcome[]): OutcomeDay["parts"] =>
  STATUSES.map((status) => ({
    status,
    count: outcomes
      .filter((one) => one.status === status)
      .reduce((total, { count }) => total + count, 0),
  })).filter(({ count }) => count > 0)

/**
 * What became of a provider's cancellations by the day of their capture, also
 * the days without any, and all days together. Null where there were none.
 *
 * @param now - epoch milliseconds
 */
export const outcomesOf = (
  outcomes: readonly Outcome[],
  providerId: string,
  now: number
): { days: OutcomeDay[]; totals: OutcomeDay["parts"]; most: number } | null => {
  const own = outcomes.filter(({ provider_id }) => provider_id === providerId)
  const days = Array.from({ length: DAYS }, (_, index) => {
    const date = new Date(now - (DAYS - 1 - index) * DAY_MS)
      .toISOString()
      .slice(0, 10)
    const parts = partsOf(own.filter((one) => one.date === date))
    return {
      date,
      parts,
      total: parts.reduce((total, { count }) => total + count, 0),
    }
  })
  const most = Math.max(...days.map(({ total }) => total))
  return most === 0 ? null : { days, totals: partsOf(own), most }
}
