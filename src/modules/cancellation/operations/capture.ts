import { generateEntityId, MathBN } from "@medusajs/framework/utils"
import { CancellationCall, RequestPreview } from "../../../provider-kit"
import { columnsOf, toNumber } from "../core/numeric"
import { VoidPlan, planVoid } from "../core/plan-void"
import { requestHash } from "../core/request-hash"
import { keyReused, notFound, refused } from "../errors"
import {
  findByFactKey,
  findByIdempotencyKey,
  findCancels,
  providerOrderIdsOf,
} from "../ledger/find-cancellations"
import { insertCancellations } from "../ledger/insert-cancellations"
import { LaneState, laneState } from "../ledger/lane-state"
import { lockProviderOrders } from "../ledger/lock-provider-orders"
import { ProviderOrderRow } from "../ledger/rows"
import { startTimesOf } from "../ledger/start-times"
import { Sql, inTransaction } from "../ledger/sql"
import { supersedeWaitingVoids } from "../ledger/supersede-waiting-voids"
import { CaptureCancelsInput, CaptureVoidInput, VoidPreview } from "../types"
import { cancelRow, factKey } from "./cancel-rows"
import { OperationContext } from "./context"
import { retryUntil } from "./retry-until"

/** Writes instructions into the ledger. Fast and local: nothing is sent. */
export class Capture {
  constructor(private readonly context: OperationContext) {}

  /**
   * A whole cancel of each provider order. At most one live cancel exists per
   * provider order: where there is one, it is the answer.
   */
  async cancels(
    input: CaptureCancelsInput
  ): Promise<{ ids: string[]; captured_ids: string[] }> {
    const { sql, clock, options } = this.context
    const key = input.idempotency_key ?? null
    const hash = key === null ? null : cancelHash(input)
    const now = await clock.now()

    return inTransaction(sql, async (trx) => {
      const lanes = await this.switchedOn(
        trx,
        await this.lanesOf(trx, input),
        input
      )
      const known = key && (await this.knownByKey(trx, input, key, hash))
      if (known) {
        return { ids: await cancelsOf(trx, lanes, known), captured_ids: [] }
      }
      if (input.captured_by === "request") {
        for (const lane of lanes) {
          this.refuseCancel(lane, input, await laneState(trx, lane.id), now)
        }
      }
      const rows = lanes.map(({ id }, index) =>
        cancelRow(id, {
          ...input,
          source_id: input.source_id ?? null,
          // A key belongs to one cancellation: the first stands for them all.
          idempotency_key: index === 0 ? key : null,
          request_hash: index === 0 ? hash : null,
        })
      )
      const captured = await insertCancellations(
        trx,
        rows,
        now,
        retryUntil(now, options)
      )
      await supersedeWaitingVoids(trx, captured, now)
      if (key && captured.length < rows.length) {
        // Another request with this key may have come first, for this order.
        const other = await this.knownByKey(trx, input, key, hash)
        if (other) {
          return {
            ids: await cancelsOf(trx, lanes, other),
            captured_ids: captured,
          }
        }
      }
      return { ids: await cancelsOf(trx, lanes, null), captured_ids: captured }
    })
  }

  /**
   * A void of a part. The sum of what was, may have been, or still may be
   * voided never passes the total: it is decided under the lane's lock.
   */
  async void(
    input: CaptureVoidInput
  ): Promise<{ id: string; is_new: boolean }> {
    const { sql, clock, options } = this.context
    const key = input.idempotency_key ?? null
    const hash = key === null ? null : voidHash(input)
    const fact = factKey(
      input.source,
      input.source_id ?? null,
      input.provider_order_id
    )
    const now = await clock.now()

    return inTransaction(sql, async (trx) => {
      const lane = await this.laneOf(trx, input)
      const known =
        (key && (await this.knownByKey(trx, input, key, hash))) ||
        (fact && (await findByFactKey(trx, fact)))
      if (known) {
        return { id: known, is_new: false }
      }
      const state = await laneState(trx, lane.id)
      const plan = this.plan(lane, state, input, now)
      if (plan.type === "refused") {
        throw refused(plan.message)
      }
      const { amount, raw } = columnsOf(plan.amount)
      const id = generateEntityId(undefined, "cncl")
      const captured = await insertCancellations(
        trx,
        [
          {
            id,
            provider_order_id: lane.id,
            kind: "void",
            amount,
            raw_amount: raw,
            items: plan.items,
            reason: input.reason ?? null,
            note: input.note ?? null,
            details: input.details ?? null,
            source: input.source,
            source_id: input.source_id ?? null,
            captured_by: input.captured_by,
            fact_key: fact,
            idempotency_key: key,
            request_hash: hash,
            created_by: input.created_by ?? null,
          },
        ],
        now,
        retryUntil(now, options)
      )
      if (!captured.length) {
        // The key was used on another provider order of the same order while
        // this one waited: its body is another one.
        throw keyReused()
      }
      return { id, is_new: true }
    })
  }

  /** What a void would send, and what would remain. Writes and sends nothing. */
  async preview(input: CaptureVoidInput): Promise<VoidPreview> {
    const { sql, clock, registry, evidence } = this.context
    const now = await clock.now()
    const { lane, plan, state } = await inTransaction(sql, async (trx) => {
      const locked = await this.laneOf(trx, input)
      const laneNow = await laneState(trx, locked.id)
      return {
        lane: locked,
        state: laneNow,
        plan: this.plan(locked, laneNow, input, now),
      }
    })
    if (plan.type === "refused") {
      throw refused(plan.message)
    }
    const provider = registry.find(lane.provider_id)
    if (!provider) {
      throw refused(`The provider "${lane.provider_id}" is not configured.`)
    }
    return {
      request: evidence.request(
        provider.strategy,
        provider.strategy.preview(callFor(lane, state, "void", input, plan))
      ) as RequestPreview,
      remaining_after: toNumber(plan.remaining_after),
    }
  }

  private plan(
    lane: ProviderOrderRow,
    state: LaneState,
    input: CaptureVoidInput,
    now: Date
  ): VoidPlan {
    const strategy = this.context.registry.find(lane.provider_id)?.strategy
    const plan = planVoid(
      {
        ...lane,
        ...state,
        supports_void: strategy ? strategy.capabilities.void !== null : null,
      },
      {
        amount: input.amount ?? null,
        items: input.items ?? null,
        reason: input.reason ?? null,
      }
    )
    if (plan.type === "refused" || !strategy) {
      return plan
    }
    const message = strategy.refuse(
      callFor(lane, state, "void", input, plan),
      now
    )
    return message ? { type: "refused", message } : plan
  }

  private refuseCancel(
    lane: ProviderOrderRow,
    input: CaptureCancelsInput,
    state: LaneState,
    now: Date
  ): void {
    const strategy = this.context.registry.find(lane.provider_id)?.strategy
    if (!strategy) {
      throw refused(
        `The provider "${lane.provider_id}" is not configured any more, so nothing can be cancelled there.`
      )
    }
    const message = strategy.refuse(
      callFor(lane, state, "cancel", input, null),
      now
    )
    if (message && !state.has_live_cancel) {
      throw refused(message)
    }
  }

  private async lanesOf(
    trx: Sql,
    input: CaptureCancelsInput
  ): Promise<ProviderOrderRow[]> {
    const ids =
      input.provider_order_ids ??
      (await providerOrderIdsOf(trx, input.order_id))
    const lanes = await lockProviderOrders(trx, ids)
    for (const id of input.provider_order_ids ?? []) {
      if (!lanes.some((lane) => isLane(lane, id, input.order_id))) {
        throw unknownLane(id, input.order_id)
      }
    }
    return lanes
  }

  /** What is found later must not reach behind a provider's start time. */
  private async switchedOn(
    trx: Sql,
    lanes: ProviderOrderRow[],
    { captured_by, canceled_at, source }: CaptureCancelsInput
  ): Promise<ProviderOrderRow[]> {
    if (captured_by !== "reconciliation" || canceled_at == null) {
      return lanes
    }
    const since = await startTimesOf(
      trx,
      source,
      lanes.map(({ provider_id }) => provider_id)
    )
    return lanes.filter(({ provider_id }) => {
      const start = since.get(provider_id)
      return start && start <= new Date(canceled_at)
    })
  }

  private async laneOf(
    trx: Sql,
    { provider_order_id, order_id }: CaptureVoidInput
  ): Promise<ProviderOrderRow> {
    const [lane] = await lockProviderOrders(trx, [provider_order_id])
    if (!lane || !isLane(lane, provider_order_id, order_id)) {
      throw unknownLane(provider_order_id, order_id)
    }
    return lane
  }

  private async knownByKey(
    trx: Sql,
    { order_id }: { order_id: string },
    key: string,
    hash: string | null
  ): Promise<string | null> {
    const known = await findByIdempotencyKey(trx, order_id, key)
    if (known && known.request_hash !== hash) {
      throw keyReused()
    }
    return known?.id ?? null
  }
}

/** The cancel of each lane; where a key was used on a single one, its own. */
const cancelsOf = async (
  trx: Sql,
  lanes: ProviderOrderRow[],
  known: string | null
): Promise<string[]> => {
  if (known !== null && lanes.length === 1) {
    return [known]
  }
  const cancels = await findCancels(
    trx,
    lanes.map(({ id }) => id)
  )
  return cancels.map(({ id }) => id)
}

const isLane = (lane: ProviderOrderRow, id: string, orderId: string): boolean =>
  lane.id === id && lane.order_id === orderId

const unknownLane = (id: string, orderId: string): Error =>
  notFound(`Order ${orderId} has no provider order ${id}.`)

const cancelHash = (input: CaptureCancelsInput): string =>
  requestHash({
    kind: "cancel",
    provider_order_ids: input.provider_order_ids,
    reason: input.reason,
    note: input.note,
    details: input.details,
  })

const voidHash = (input: CaptureVoidInput): string =>
  requestHash({
    kind: "void",
    provider_order_id: input.provider_order_id,
    amount: input.amount,
    items: input.items,
    reason: input.reason,
    note: input.note,
    details: input.details,
  })

/** The call as it would be made now, for a strategy's own checks. */
export const callFor = (
  lane: ProviderOrderRow,
  state: LaneState,
  kind: "cancel" | "void",
  input: Pick<CaptureVoidInput, "reason" | "note" | "details">,
  plan: Extract<VoidPlan, { type: "planned" }> | null
): CancellationCall => ({
  cancellation_id: "",
  kind,
  provider_order: {
    id: lane.id,
    order_id: lane.order_id,
    order_display_id: lane.order_display_id,
    external_id: lane.external_id,
    unit: lane.unit,
    currency_code: lane.currency_code,
    total: lane.total,
    items: lane.items,
    metadata: lane.metadata,
  },
  amount: plan?.amount ?? null,
  items: plan?.items ?? null,
  remaining:
    lane.total === null ? null : MathBN.sub(lane.total, state.taken).toFixed(),
  may_have_been_sent: false,
  reason: input.reason ?? null,
  note: input.note ?? null,
  details: input.details ?? null,
})
