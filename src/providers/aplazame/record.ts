import {
  type CancellationCall,
  type Effect,
  type EffectContext,
  exchangesOf,
  type ProviderOrderRef,
  type ProviderRecord,
  type RecordedVoid,
  type RecordReading,
  undecidable,
} from "../../provider-kit"
import { fromAplazameAmount, toAplazameAmount } from "./amounts"
import { type OrderReading, type VoidsReading } from "./answers"
import { type Options } from "./options"
import { oldestFirst } from "./order-of-voids"
import { endOf, entryProof, isPending, statusOf } from "./proofs"
import { isUncaptured, totalOf } from "./total"
import { unreadIn } from "./unread"
import { obstacleIn } from "./obstacle"
import {
  type OrderAnswer,
  type VoidBaseline,
  voidBaseline,
  type VoidsAnswer,
} from "./wire"

/**
 * An order's total, and what was voided of it. What remains is reported only
 * where it is all that wasn't voided: "remaining capture amount" is less than
 * that once a part was captured, and says nothing before the order is
 * confirmed.
 */
const toRecord = (
  voids: VoidsAnswer | null,
  order: OrderAnswer | null,
  ref: ProviderOrderRef
): ProviderRecord => {
  const proof = endOf(order, voids, ref)
  const isConfirmed = !(order && isPending(order))
  const total = proof || !isConfirmed ? null : totalOf(order, voids)
  const isTold =
    voids && isConfirmed && (proof !== null || isUncaptured(voids, order, ref))
  return {
    state: proof ? "cancelled" : "open",
    status: order && statusOf(order),
    total: total === null ? null : fromAplazameAmount(total),
    remaining: isTold ? fromAplazameAmount(voids.remaining_amount) : null,
    voids:
      voids?.results.map(({ id, amount, created }) => ({
        id,
        amount: fromAplazameAmount(amount),
        created_at: created ?? null,
      })) ?? null,
    items: null,
    proof,
    obstacle: proof ? null : obstacleIn(order, voids, ref),
  }
}

/**
 * One record from two reads. A 4xx on one of them is an answer, and the other
 * read counts alone. A read that failed makes the whole reading fail, because
 * half a record would mislead: a cancelled order would look open and be
 * cancelled again, and an unconfirmed one, of which nothing remains yet, would
 * look cancelled.
 */
export const toReading = (
  voids: VoidsReading,
  order: OrderReading,
  ref: ProviderOrderRef
): RecordReading => {
  const exchanges = [...exchangesOf(voids), ...exchangesOf(order)]
  const unread = unreadIn(voids) ?? unreadIn(order)
  if (unread) {
    const { error, retry_after_ms } = unread
    return { type: "failed", error, retry_after_ms, exchanges }
  }
  if (voids.type === "refused" && order.type === "refused") {
    const { error } = voids.outcome
    return voids.status === 404 && order.status === 404
      ? { type: "missing", error, exchanges }
      : { type: "failed", error, exchanges }
  }
  return {
    type: "found",
    record: toRecord(
      voids.type === "read" ? voids.body : null,
      order.type === "read" ? order.body : null,
      ref
    ),
    exchanges,
  }
}

/** Entries of this amount that aren't accounted for, oldest first. */
const candidates = (
  voids: readonly RecordedVoid[],
  amount: number,
  baseline: VoidBaseline,
  owned: readonly string[]
): RecordedVoid[] =>
  oldestFirst(
    voids.filter(
      (entry) =>
        toAplazameAmount(entry.amount) === amount &&
        !baseline.ids.includes(entry.id) &&
        !owned.includes(entry.id)
    ),
    (entry) => entry.created_at
  )

const findVoid = (
  call: CancellationCall,
  record: ProviderRecord,
  { baseline, owned_references }: EffectContext
): Effect => {
  const before = voidBaseline.safeParse(baseline)
  const amount = toAplazameAmount(call.amount ?? "")
  if (!before.success || amount === null) {
    return undecidable(
      "What Aplazame had voided before this attempt was not recorded."
    )
  }
  if (!record.voids) {
    return undecidable("Aplazame did not show its list of voids.")
  }
  const [oldest] = candidates(
    record.voids,
    amount,
    before.data,
    owned_references
  )
  return oldest
    ? {
        type: "applied",
        reference: oldest.id,
        proof: entryProof("record", oldest, call.provider_order.currency_code),
      }
    : { type: "absent" }
}

/** The entry that a full cancellation by void made, if it made one. */
const emptyingEntry = (
  record: ProviderRecord,
  { baseline, owned_references }: EffectContext
): RecordedVoid | null => {
  const before = voidBaseline.safeParse(baseline).data
  return before && record.voids
    ? (candidates(
        record.voids,
        before.remaining_amount,
        before,
        owned_references
      )[0] ?? null)
    : null
}

const findCancel = (
  record: ProviderRecord,
  context: EffectContext,
  fullCancel: Options["fullCancel"]
): Effect => {
  const entry = emptyingEntry(record, context)
  if (record.proof) {
    return {
      type: "applied",
      reference: entry?.id ?? null,
      proof: record.proof,
    }
  }
  if (fullCancel === "void") {
    if (!record.voids) {
      return undecidable("Aplazame did not show its list of voids.")
    }
    return entry
      ? undecidable(
          `Aplazame voided the ${entry.amount} that remained (${entry.id}), and doesn't show the order as cancelled: a part of it may have been captured. Refund that at Aplazame.`
        )
      : { type: "absent" }
  }
  return record.status === null
    ? undecidable("Aplazame did not show whether the order is cancelled.")
    : { type: "absent" }
}

/**
 * Looks for the effect of one call.
 *
 * A void is a new entry of its amount that no other cancellation owns. If there
 * are several, somebody voided the same amount elsewhere meanwhile. The oldest
 * one is taken as ours, because ours was sent right after the baseline was
 * read. The sum is the same whichever it is.
 */
export const findEffect = (
  call: CancellationCall,
  record: ProviderRecord,
  context: EffectContext,
  fullCancel: Options["fullCancel"]
): Effect =>
  call.kind === "void"
    ? findVoid(call, record, context)
    : findCancel(record, context, fullCancel)
