export const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`

export const grouped = (value: number): string =>
  Math.round(value).toLocaleString("en-US")

export const twoDigits = (value: number): string => value.toFixed(2)

/** A ratio near 1 gets decimals, and a large one gets none. */
export const threeDigits = (ratio: number): string =>
  ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(2)
