import { MathBN } from "@medusajs/framework/utils"
import { Decimal, RecordReading } from "../../../provider-kit"
import { toNumber } from "./numeric"
import { VoidFigures, VoidItemFigures } from "../types"
import { differenceOf, hasMoved } from "./difference"
import { VoidSum } from "./provider-order"

/** A provider's record, and when it was asked for. */
export interface RecordRead {
  reading: RecordReading
  read_at: Date
}

export interface ComparableRead extends RecordRead {
  /** The ledger's figures before the provider was asked. */
  before: VoidSum
}

/** The voided and the remaining amounts, by the ledger and by the provider. */
export const figuresOf = (
  sum: VoidSum,
  read: ComparableRead | null
): VoidFigures => {
  const record = read?.reading.type === "found" ? read.reading.record : null
  const error =
    read && read.reading.type !== "found" ? read.reading.error : null
  const byProvider = record && providerFigures(sum, record)
  const byLedger = { voided: voidedOf(sum), reserved: sum.reserved }
  const source = byProvider?.voided != null ? "provider" : "ledger"
  const voided = byProvider?.voided ?? byLedger.voided
  const { total } = sum
  return {
    provider_order_id: sum.id,
    provider_id: sum.provider_id,
    unit: sum.unit,
    currency_code: sum.currency_code,
    total: toNumber(total),
    voided: Number(voided),
    reserved: Number(sum.reserved),
    remaining: toNumber(remainderOf(total, voided, sum.reserved)),
    source,
    ledger: {
      voided: Number(byLedger.voided),
      reserved: Number(byLedger.reserved),
    },
    provider:
      byProvider && read
        ? {
            voided: toNumber(byProvider.voided),
            remaining: toNumber(byProvider.remaining),
            read_at: read.read_at,
          }
        : null,
    drift: hasDrift(sum, read),
    provider_error: error,
    results: (record?.voids ?? []).map(({ id, amount, created_at }) => ({
      id,
      amount: Number(amount),
      created_at,
    })),
    ...(sum.unit === "item" && { items: itemFigures(sum, record) }),
  }
}

/** What voids took; a full cancellation takes everything. */
const voidedOf = ({ is_cancelled, total, voided }: VoidSum): Decimal =>
  is_cancelled && total !== null ? total : voided

/**
 * A void of unknown outcome may be counted twice: by the provider as voided,
 * and here as reserved.
 */
const remainderOf = (
  total: Decimal | null,
  voided: Decimal,
  reserved: Decimal
): Decimal | null =>
  total === null
    ? null
    : MathBN.max(MathBN.sub(MathBN.sub(total, voided), reserved), 0).toFixed()

interface ByProvider {
  voided: Decimal | null
  remaining: Decimal | null
}

type Found = Extract<RecordReading, { type: "found" }>["record"]

const providerFigures = (sum: VoidSum, record: Found): ByProvider => {
  if (record.state === "cancelled" && sum.total !== null) {
    // A cancelled order has nothing left, whatever its voids add up to.
    return { voided: sum.total, remaining: "0" }
  }
  if (sum.unit === "item" && record.items && sum.items) {
    const cancelled = cancelledIds(record)
    const mapped = sum.items.flatMap(
      ({ external_item_ids }) => external_item_ids
    )
    const voided = mapped.filter((id) => cancelled.has(String(id))).length
    return {
      voided: String(voided),
      remaining: String(mapped.length - voided),
    }
  }
  return {
    voided: record.voids
      ? record.voids
          .reduce(
            (total, { amount }) => MathBN.add(total, amount),
            MathBN.convert(0)
          )
          .toFixed()
      : null,
    remaining: record.remaining,
  }
}

/**
 * Whether the two differ, by the rule of the background check, which stores
 * what it finds. If no comparison is possible now, the stored difference
 * stands: without a record, while a full cancellation is under way, or if the
 * ledger moved while the record was being read.
 */
const hasDrift = (sum: VoidSum, read: ComparableRead | null): boolean =>
  read?.reading.type === "found" &&
  !hasMoved(read.before, sum) &&
  (sum.is_cancelled || !sum.has_live_cancel)
    ? differenceOf(sum, read.reading) !== null
    : sum.drift !== null

const cancelledIds = (record: Found | null): Set<string> =>
  new Set(
    (record?.items ?? [])
      .filter(({ state }) => state === "cancelled")
      .map(({ external_item_id }) => String(external_item_id))
  )

const itemFigures = (sum: VoidSum, record: Found | null): VoidItemFigures[] => {
  if (record ? record.state === "cancelled" : sum.is_cancelled) {
    return (sum.items ?? []).map(({ line_item_id, external_item_ids }) => ({
      id: line_item_id,
      quantity: external_item_ids.length,
      voided: external_item_ids.length,
      remaining: 0,
    }))
  }
  const atProvider = record?.items ? cancelledIds(record) : null
  const voided = new Set(sum.voided_item_ids.map(String))
  const taken = new Set(sum.taken_item_ids.map(String))
  return (sum.items ?? []).map(({ line_item_id, external_item_ids }) => {
    const ids = external_item_ids.map(String)
    const done = ids.filter((id) =>
      atProvider ? atProvider.has(id) : voided.has(id)
    )
    const free = ids.filter((id) => !taken.has(id) && !atProvider?.has(id))
    return {
      id: line_item_id,
      quantity: ids.length,
      voided: done.length,
      remaining: free.length,
    }
  })
}
