/** A confirmed edit of an order. */
export interface Edit {
  /** The order change's id. */
  id: string
  /** The version that it made. */
  version: number
  confirmed_at: Date
}

export interface Provenance {
  /** It came from a checkout, so it was never a draft. */
  has_cart: boolean
  /** Somebody named the provider order, with its figures at that time. */
  is_explicit: boolean
  /** When the ledger first knew the provider order. */
  recorded_at: Date
  /** Edits that something was captured for at this provider order. */
  captured_ids: string[]
}

/** An event arrives this long after its edit, at the most, if it does. */
export const EVENT_DELAY_MS = 60_000

/**
 * Whether an edit changed what the provider has. Those of a draft, before it
 * became an order, didn't, and Medusa keeps nothing that would tell them from
 * others: so of an order without a cart only those count that were made when
 * the provider order was known, or that were captured. The same goes for a
 * provider order that somebody named: its figures are those of that time, with
 * every edit before it already taken off.
 */
export const isProven = (edit: Edit, provenance: Provenance): boolean =>
  (provenance.has_cart && !provenance.is_explicit) ||
  provenance.captured_ids.includes(edit.id) ||
  provenance.recorded_at.getTime() <=
    edit.confirmed_at.getTime() + EVENT_DELAY_MS

/** This edit, and those before it that count, in the order made. */
export const countedEdits = (
  current: Edit,
  edits: Edit[],
  provenance: Provenance
): Edit[] => [
  ...edits
    .filter(
      (edit) => edit.version < current.version && isProven(edit, provenance)
    )
    .sort((a, b) => a.version - b.version),
  current,
]
