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
  /** Where it was found; null where somebody named it. */
  found_in: string | null
  /** Remembered as deleted, so that it isn't found again. */
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
  /** By voids that succeeded. */
  voided: Decimal
  /** By voids that may have succeeded, or still may. */
  reserved: Decimal
  voided_item_ids: (string | number)[]
  taken_item_ids: (string | number)[]
  has_live_cancel: boolean
  /** A whole cancel succeeded. */
  is_cancelled: boolean
  drift: Drift | null
}

/** What decides whether a void still fits. Read while the lane is locked. */
export interface LaneState {
  has_live_cancel: boolean
  /** By voids that were done, may have been, or still may. */
  taken: Decimal
  /** The same, without those that were done. */
  reserved: Decimal
  taken_item_ids: (string | number)[]
  /** The most that there was by what the provider said. Null: it never did. */
  told_total: Decimal | null
}
