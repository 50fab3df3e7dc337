import type { VoidFigures } from "./wire"

/** Percentages of the bar, which sum to 100 where the total is known. */
interface Shares {
  voided: number
  reserved: number
  remaining: number
}

/**
 * The shares of the total. Null where there is none. Where the provider's
 * record is ahead of the ledger, the bar doesn't get longer.
 */
export const sharesOf = ({
  total,
  voided,
  reserved,
}: Pick<VoidFigures, "total" | "voided" | "reserved">): Shares | null => {
  if (total === null || total <= 0) {
    return null
  }
  const gone = Math.min(100, percent(voided, total))
  const held = Math.min(100 - gone, percent(reserved, total))
  return { voided: gone, reserved: held, remaining: 100 - gone - held }
}

const percent = (part: number, total: number): number =>
  Math.max(0, (part / total) * 100)
