import { RecordReading } from "../../../provider-kit"
import { Difference, compareMissing, compareRecord } from "./drift"
import { isOutrankedByRecord } from "./extent"
import { VoidSum } from "./provider-order"

/** Where a provider's record and the ledger differ, by one shared rule. */
export const differenceOf = (
  sum: VoidSum,
  reading: Exclude<RecordReading, { type: "failed" }>
): Difference | null => {
  if (reading.type === "missing") {
    return compareMissing(sum)
  }
  const { record } = reading
  return compareRecord(
    // A total that was only derived can't be compared with the provider's own.
    isOutrankedByRecord(sum) && record.total !== null
      ? { ...sum, total: record.total }
      : sum,
    record
  )
}

/** Something was sent or settled while the record was being read. */
export const hasMoved = (before: VoidSum, after: VoidSum): boolean =>
  before.voided !== after.voided ||
  before.reserved !== after.reserved ||
  before.has_live_cancel !== after.has_live_cancel ||
  before.is_cancelled !== after.is_cancelled
