import {
  ItemMapping,
  ProviderRecord,
  RecordReading,
} from "../../src/provider-kit"

/** An error at a provider, where it doesn't matter which. */
export const error = { code: "made_up", message: "Made up by the test." }

/** A provider's record of an open order, but for these fields. */
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

/** The result of reading such a record. */
export const found = (fields?: Partial<ProviderRecord>): RecordReading => ({
  type: "found",
  record: recordOf(fields),
})

/** The result of a read that failed. */
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
