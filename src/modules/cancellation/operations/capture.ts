import { CancellationCall, RequestPreview } from "../../../provider-kit"
import { refusalOf } from "../border/refusal"
import { toNumber } from "../core/numeric"
import { VoidPlan, planVoid } from "../core/plan-void"
import { keyReused, refused, throwRefusal } from "../errors"
import { findByFactKey, findCancels } from "../ledger/find-cancellations"
import { insertCancellations } from "../ledger/insert-cancellations"
import { laneState } from "../ledger/lane-state"
import { Sql, inTransaction } from "../ledger/sql"
import { supersedeWaitingVoids } from "../ledger/supersede-waiting-voids"
import { RegisteredProvider } from "../providers/registry"
import {
  CaptureCancelsInput,
  CaptureVoidInput,
  Instruction,
  VoidPreview,
} from "../types"
import { callFor, voidableOrder } from "../core/call"
import { factKey, newCancel, newVoid } from "../core/new-cancellation"
import { OperationContext } from "./context"
import { inTurns } from "./in-turns"
import { cancelKey, knownByKey, voidKey } from "./idempotency"
import { lockLaneOf, lockLanesOf } from "./lanes"
import { switchedOn } from "./switched-on"
import { whyNotCancel } from "./why-not-cancel"
import { retryUntil } from "../core/retry-until"
import { LaneState, ProviderOrderRow } from "../core/provider-order"

/** Writes instructions into the ledger. Fast and local: nothing is sent. */
export class Capture {
  constructor(private readonly context: OperationContext) {}

  /**
   * Captures a full cancellation of each provider order. At most one live
   * cancel exists per provider order. Where one exists, it is the answer, and
   * the request's idempotency key is not kept: a live cancel stands for every
   * request for it, and may have a key of its own. Nothing is sent twice
   * without the key.
   */
  async cancels(
    input: CaptureCancelsInput
  ): Promise<{ ids: string[]; captured_ids: string[] }> {
    const { clock, options } = this.context
    const key = cancelKey(input)
    const now = await clock.now()

    return inTurns(this.context, input, now, async (trx, after) => {
      const lanes = await switchedOn(
        trx,
        await lockLanesOf(trx, input),
        input,
        now
      )
      const known = key && (await knownByKey(trx, input.order_id, key))
      if (known) {
        return { ids: await cancelsOf(trx, lanes, known), captured_ids: [] }
      }
      if (input.captured_by === "request") {
        for (const lane of lanes) {
          this.refuseCancel(lane, input, await laneState(trx, lane.id), now)
        }
      }
      const rows = lanes.map(({ id }, index) =>
        newCancel(id, {
          ...input,
          caused_at: input.captured_by === "request" ? now : input.canceled_at,
          takes_turn: !isForOne(input),
          // A key belongs to one cancellation, so the first one stands for all
          // of them.
          idempotency_key: index === 0 ? (key?.key ?? null) : null,
          request_hash: index === 0 ? (key?.hash ?? null) : null,
        })
      )
      const captured = await insertCancellations(
        trx,
        rows,
        now,
        retryUntil(now, options),
        after
      )
      await supersedeWaitingVoids(trx, captured, now)
      if (key && captured.length < rows.length) {
        // Another request with this key may have arrived first, for this order.
        const other = await knownByKey(trx, input.order_id, key)
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
   * Whether this very request was captured before. If not, it may be captured
   * by another one in the meantime: capturing asks again, under the lock.
   */
  async isKnown(request: Instruction): Promise<boolean> {
    const { sql } = this.context
    if (request.kind === "void") {
      return (await knownVoid(sql, request.input)) !== null
    }
    const key = cancelKey(request.input)
    return (
      key !== null &&
      (await knownByKey(sql, request.input.order_id, key)) !== null
    )
  }

  /**
   * Captures a partial void. The sum of the amounts that were, may have been,
   * or still may be voided never passes the total: it is decided under the
   * lane's lock.
   */
  async void(
    input: CaptureVoidInput
  ): Promise<{ id: string; is_new: boolean }> {
    const { clock, options } = this.context
    const key = voidKey(input)
    const now = await clock.now()

    return inTurns(this.context, input, now, async (trx, after) => {
      const lane = await lockLaneOf(trx, input)
      const known = await knownVoid(trx, input)
      if (known) {
        return { id: known, is_new: false }
      }
      const state = await laneState(trx, lane.id)
      const plan = this.plan(lane, state, input, now)
      if (plan.type === "refused") {
        throw refused(plan.code, plan.message)
      }
      const row = newVoid(
        lane.id,
        {
          ...input,
          idempotency_key: key?.key ?? null,
          request_hash: key?.hash ?? null,
          caused_at: input.captured_by === "request" ? now : null,
        },
        plan
      )
      const captured = await insertCancellations(
        trx,
        [row],
        now,
        retryUntil(now, options),
        after
      )
      if (!captured.length) {
        // The key was used on another provider order of the same order while
        // this request waited, so the two requests have different bodies.
        throw keyReused()
      }
      return { id: row.id, is_new: true }
    })
  }

  /**
   * What a void would send, and what would remain. Writes and sends nothing.
   */
  async preview(input: CaptureVoidInput): Promise<VoidPreview> {
    const { sql, clock, registry, evidence } = this.context
    const now = await clock.now()
    const { lane, plan, state } = await inTransaction(sql, async (trx) => {
      const locked = await lockLaneOf(trx, input)
      const laneNow = await laneState(trx, locked.id)
      return {
        lane: locked,
        state: laneNow,
        plan: this.plan(locked, laneNow, input, now),
      }
    })
    if (plan.type === "refused") {
      throw refused(plan.code, plan.message)
    }
    const provider = registry.find(lane.provider_id)
    if (!provider) {
      throw refused(
        "not_configured",
        `The provider "${lane.provider_id}" is not configured.`
      )
    }
    return {
      request: evidence.request(
        provider.strategy,
        previewOf(provider, callFor(lane, state, "void", input, plan))
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
    const plan = planVoid(voidableOrder(lane, state, strategy), {
      amount: input.amount ?? null,
      items: input.items ?? null,
      reason: input.reason ?? null,
    })
    if (plan.type === "refused" || !strategy) {
      return plan
    }
    const refusal = refusalOf(
      strategy,
      callFor(lane, state, "void", input, plan),
      now
    )
    return refusal ? { type: "refused", ...refusal } : plan
  }

  private refuseCancel(
    lane: ProviderOrderRow,
    input: CaptureCancelsInput,
    state: LaneState,
    now: Date
  ): void {
    const provider = this.context.registry.find(lane.provider_id)
    const refusal = whyNotCancel(
      provider,
      lane.provider_id,
      callFor(lane, state, "cancel", input, null),
      now
    )
    if (!provider || !state.has_live_cancel) {
      throwRefusal(refusal)
    }
  }
}

/** A person asks for one provider order: it goes at once. */
const isForOne = ({
  captured_by,
  provider_order_ids,
}: CaptureCancelsInput): boolean =>
  captured_by === "request" && provider_order_ids?.length === 1

const previewOf = (
  { id, strategy }: RegisteredProvider,
  call: CancellationCall
): RequestPreview => {
  try {
    return strategy.preview(call)
  } catch {
    throw refused(
      "provider_mistake",
      `The provider "${id}" can't show what it would send: it is a mistake in its strategy. Nothing was sent; tell whoever maintains it.`
    )
  }
}

/** The void that was captured by this key, or for this fact. */
const knownVoid = async (
  sql: Sql,
  input: CaptureVoidInput
): Promise<string | null> => {
  const key = voidKey(input)
  const fact = factKey(input, input.provider_order_id)
  return (
    (key && (await knownByKey(sql, input.order_id, key))) ||
    (fact && (await findByFactKey(sql, fact)))
  )
}

/**
 * The cancel of each lane; if a key was used on a single lane, the cancellation
 * of the key.
 */
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
