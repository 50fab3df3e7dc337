import {
  ItemMapping,
  ProviderRecord,
  RecordReading,
} from "../../src/provider-kit"

/** What goes wrong at a provider, where it doesn't matter what. */
export const error = { code: "made_up", message: "Made up by the test." }

/** A provider's record of an order that is open, but for these fields. */
export const recordOf = (
  fields: Partial<ProviderRecord> = {}
): ProviderRecord => ({
  state: "open",
  status: null,
  total: null,
  remaining: null,
  voids: null,
  items: null,
  ...fields,
})

/** The reading of such a record. */
export const found = (fields?: Partial<ProviderRecord>): RecordReading => ({
  type: "found",
  record: recordOf(fields),
})

/** The reading of a record that didn't come. */
export const failed = (
  reason: { code: string; message: string } = error
): RecordReading => ({
  type: "failed",
  error: { ...reason, provider_code: null, provider_message: null },
})

/** Eight units of two line items, with the provider's ids of both types. */
export const ITEMS: ItemMapping[] = [
  { line_item_id: "ordli_1", external_item_ids: [11, 12, 13, 14, 15] },
  { line_item_id: "ordli_2", external_item_ids: ["a", "b", "c"] },
]
