/** A confirmed edit of an order. */
export interface Edit {
  /** The order change's id. */
  id: string
  /** The version that the edit made. */
  version: number
  confirmed_at: Date
}

export interface Provenance {
  /** The order came from a checkout, so it was never a draft. */
  has_cart: boolean
  /** Somebody named the provider order, with its figures at that time. */
  is_explicit: boolean
  /** When the ledger first knew the provider order. */
  recorded_at: Date
  /** Edits for which something was captured at this provider order. */
  captured_ids: string[]
}

/** If an edit's event arrives at all, it arrives within this time. */
export const EVENT_DELAY_MS = 60_000

/**
 * Whether an edit changed what the provider has. Edits of a draft, before it
 * became an order, didn't, and Medusa keeps nothing that tells them from
 * others. So for an order without a cart an edit counts only if the provider
 * order was known when the edit was made, or if the edit was captured. The same
 * rule holds for a provider order that somebody named: its figures are those of
 * that time, with every earlier edit already taken off.
 */
export const isProven = (edit: Edit, provenance: Provenance): boolean =>
  (provenance.has_cart && !provenance.is_explicit) ||
  provenance.captured_ids.includes(edit.id) ||
  provenance.recorded_at.getTime() <=
    edit.confirmed_at.getTime() + EVENT_DELAY_MS

/** This edit and the earlier edits that count, oldest first. */
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
