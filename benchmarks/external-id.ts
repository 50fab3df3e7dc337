const PREFIX = "00000000-0000-4000-8000-"

/** The id of the n-th order at Fungies: a UUID, as Fungies has them. */
export const externalId = (n: number): string =>
  `${PREFIX}${n.toString(16).padStart(12, "0")}`

export const externalIds = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => externalId(from + index))
