import { Decimal, ItemMapping, TotalSource, Unit } from "../../../provider-kit"
import { Drift } from "./drift"
import { RawAmount } from "./numeric"
import { Origin } from "./vocabulary"

/** A provider order as the ledger keeps it. */
export interface ProviderOrderRow {
  id: string
  order_id: string
  order_display_id: number | null
  provider_id: string
  external_id: string
  unit: Unit
  currency_code: string | null
  total: Decimal | null
  total_source: TotalSource | null
  items: ItemMapping[] | null
  origin: Origin
  metadata: Record<string, unknown> | null
}

export interface NewProviderOrderRow extends ProviderOrderRow {
  raw_total: RawAmount | null
  order_custom_display_id: string | null
  /** Where it was found; null if somebody named it. */
  found_in: string | null
  /** Kept as deleted, so that it isn't found again. */
  is_deleted: boolean
}

export interface KnownProviderOrder extends ProviderOrderRow {
  found_in: string | null
  is_deleted: boolean
  cancellation_count: number
}

/** Where a provider order is named, see its column `found_in`. */
export interface ProviderOrderPlace {
  id: string
  found_in: string
}

/** What the ledger knows of a provider order's voids. */
export interface VoidSum extends ProviderOrderRow {
  /** Taken by voids that succeeded. */
  voided: Decimal
  /** Taken by voids that may have succeeded, or still may. */
  reserved: Decimal
  voided_item_ids: (string | number)[]
  taken_item_ids: (string | number)[]
  has_live_cancel: boolean
  /** A full cancellation succeeded. */
  is_cancelled: boolean
  drift: Drift | null
}

/** What decides whether a void still fits. Read while the lane is locked. */
export interface LaneState {
  has_live_cancel: boolean
  /** Taken by voids that were done, may have been, or still may be. */
  taken: Decimal
  /** The part of `taken` by voids that aren't known to be done. */
  reserved: Decimal
  taken_item_ids: (string | number)[]
  /**
   * The highest total possible by the provider's answers. Null: it never said.
   */
  told_total: Decimal | null
}
