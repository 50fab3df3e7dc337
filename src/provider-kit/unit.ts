/**
 * What a provider order is measured in.
 *
 * - `currency`: major currency units, as everywhere in Medusa (`100.5` EUR)
 * - `climes`: whole climes, which are not money
 * - `count`: any other whole number that isn't money, such as seats or points
 * - `item`: single units of line items, each known to the provider by an id
 * - `none`: nothing; such a provider order can only be cancelled as a whole
 */
export const UNITS = ["currency", "climes", "count", "item", "none"] as const

export type Unit = (typeof UNITS)[number]

/** Units that are whole numbers but no money, under either name. */
export type CountedUnit = Extract<Unit, "count" | "climes">

export const isCounted = (unit: Unit): unit is CountedUnit =>
  unit === "count" || unit === "climes"
