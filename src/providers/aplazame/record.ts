import {
  CancellationCall,
  Effect,
  EffectContext,
  ProviderRecord,
  RecordedVoid,
  RecordReading,
} from "../../provider-kit"
import { fromAplazameAmount, toAplazameAmount } from "./amounts"
import {
  AplazameOptions,
  OrderAnswer,
  VoidBaseline,
  voidBaseline,
  VoidsAnswer,
} from "./contract"
import { oldestFirst } from "./order-of-voids"
import { OrderReading, VoidsReading } from "./read"

/** `cancelled` is a time once the order is cancelled. */
export const isCancelled = (order: OrderAnswer): boolean =>
  Boolean(order.cancelled)

const stateOf = (
  voids: VoidsAnswer | null,
  order: OrderAnswer | null
): ProviderRecord["state"] =>
  (order && isCancelled(order)) ||
  // Before confirmation nothing is captured, so nothing may remain either.
  (voids?.remaining_amount === 0 && order?.status !== "pending")
    ? "cancelled"
    : "open"

const totalOf = (voids: VoidsAnswer): number =>
  voids.results.reduce(
    (sum, { amount }) => sum + amount,
    voids.remaining_amount
  )

/**
 * "Remaining capture amount": before an order is confirmed it says nothing of
 * what there is, and once the order is cancelled nothing of what there was.
 */
const toRecord = (
  voids: VoidsAnswer | null,
  order: OrderAnswer | null
): ProviderRecord => {
  const state = stateOf(voids, order)
  const captured = order?.status === "pending" ? null : voids
  return {
    state,
    status: order?.status ?? null,
    total:
      captured && state === "open"
        ? fromAplazameAmount(totalOf(captured))
        : null,
    remaining: captured && fromAplazameAmount(captured.remaining_amount),
    voids:
      voids?.results.map(({ id, amount, created }) => ({
        id,
        amount: fromAplazameAmount(amount),
        created_at: created ?? null,
      })) ?? null,
    items: null,
  }
}

/**
 * One record from two reads. A 4xx on one of them is an answer, and the other
 * read stands for itself. A read that failed makes the whole reading fail:
 * half a record would show a cancelled order as open, and it would be
 * cancelled again, or an unconfirmed one, of which nothing remains yet, as
 * cancelled.
 */
export const toReading = (
  voids: VoidsReading,
  order: OrderReading
): RecordReading => {
  const exchanges = [voids.exchange, order.exchange]

  if (voids.type === "failed") {
    const { error, retry_after_ms } = voids
    return { type: "failed", error, retry_after_ms, exchanges }
  }
  if (order.type === "failed") {
    const { error, retry_after_ms } = order
    return { type: "failed", error, retry_after_ms, exchanges }
  }
  if (voids.type === "refused" && order.type === "refused") {
    const { error } = voids
    return voids.status === 404 && order.status === 404
      ? { type: "missing", error, exchanges }
      : { type: "failed", error, exchanges }
  }
  return {
    type: "found",
    record: toRecord(
      voids.type === "read" ? voids.answer : null,
      order.type === "read" ? order.answer : null
    ),
    exchanges,
  }
}

/** Entries of this amount that nobody else accounts for, oldest first. */
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

const undecidable = (reason: string): Effect => ({
  type: "undecidable",
  reason,
})

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
  return oldest ? { type: "applied", reference: oldest.id } : { type: "absent" }
}

const findCancel = (
  record: ProviderRecord,
  { baseline, owned_references }: EffectContext,
  fullCancel: AplazameOptions["fullCancel"]
): Effect => {
  if (record.state === "cancelled") {
    const before = voidBaseline.safeParse(baseline)
    const [entry] = before.success
      ? candidates(
          record.voids ?? [],
          before.data.remaining_amount,
          before.data,
          owned_references
        )
      : []
    return { type: "applied", reference: entry?.id ?? null }
  }
  const hasEvidence =
    fullCancel === "void" ? record.voids !== null : record.status !== null
  return hasEvidence
    ? { type: "absent" }
    : undecidable("Aplazame did not show whether the order is cancelled.")
}

/**
 * Looks for the effect of one call.
 *
 * A void is a new entry of its amount that no other cancellation owns. If
 * there are several, somebody voided the same amount elsewhere meanwhile; one
 * of them is ours, and the oldest is taken, because ours was sent right after
 * the baseline was read. Which one it is makes no difference to the sum.
 */
export const findEffect = (
  call: CancellationCall,
  record: ProviderRecord,
  context: EffectContext,
  fullCancel: AplazameOptions["fullCancel"]
): Effect =>
  call.kind === "void"
    ? findVoid(call, record, context)
    : findCancel(record, context, fullCancel)
