/**
 * What a provider order is measured in.
 *
 * - `currency`: major currency units, as everywhere in Medusa (`100.5` EUR)
 * - `climes`: whole climes, which are not money
 * - `item`: single units of line items, each known to the provider by an id
 * - `none`: nothing; such a provider order can only be cancelled as a whole
 */
export const UNITS = ["currency", "climes", "item", "none"] as const

export type Unit = (typeof UNITS)[number]
