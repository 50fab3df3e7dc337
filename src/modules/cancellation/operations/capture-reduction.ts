import { Decimal } from "../../../provider-kit"
import { refusalOf } from "../border/refusal"
import { Decision, NO_PARTS, decide, isSettled } from "../core/automation"
import { VoidPlan, planVoid } from "../core/plan-void"
import {
  PartKey,
  countedParts,
  insertPart,
  isCapturedPart,
} from "../ledger/captured-parts"
import { findByFactKey } from "../ledger/find-cancellations"
import { insertCancellations } from "../ledger/insert-cancellations"
import { laneState } from "../ledger/lane-state"
import { startTimesOf } from "../ledger/start-times"
import { Sql } from "../ledger/sql"
import { CaptureReductionInput, CapturedReduction } from "../types"
import { callFor, voidableOrder } from "../core/call"
import { factKey, newVoid } from "../core/new-cancellation"
import { OperationContext } from "./context"
import { inTurns } from "./in-turns"
import { lockLaneOf } from "./lanes"
import { retryUntil } from "../core/retry-until"
import { After } from "../core/turns"
import { ProviderOrderRow } from "../core/provider-order"

/** Turns a reduction in Medusa into a void. Nothing is sent. */
export class ReductionCapture {
  constructor(private readonly context: OperationContext) {}

  /**
   * Captures one fact at one provider order, once. The amount of the void is
   * decided under the lane's lock. A void that needs a person is captured as
   * `rejected`: see `decide`.
   */
  async capture(input: CaptureReductionInput): Promise<CapturedReduction> {
    const now = await this.context.clock.now()
    return inTurns(this.context, input, now, async (trx, after) => {
      const lane = await lockLaneOf(trx, input)
      const fact = factKey(input, lane.id) as string
      const known = await findByFactKey(trx, fact)
      if (known) {
        return { type: "known", cancellation_id: known }
      }
      if (await isCapturedPart(trx, partKey(lane, input))) {
        return { type: "nothing", reason: "it was counted before" }
      }
      if (!(await this.isAfterStart(trx, lane, input))) {
        return {
          type: "nothing",
          reason: `it is older than this automation is switched on at "${lane.provider_id}"`,
        }
      }
      if (mayBeTakenBack(input, now)) {
        return {
          type: "nothing",
          reason: "the edit was confirmed just now, and may still be undone",
        }
      }
      const decision = await this.decide(trx, lane, input, now)
      switch (decision.type) {
        case "nothing":
          return decision
        case "counted":
          await countPart(trx, lane, input, "0", now)
          return { type: "nothing", reason: decision.reason }
        default:
          return this.write(trx, lane, input, decision, now, after)
      }
    })
  }

  private async isAfterStart(
    trx: Sql,
    lane: ProviderOrderRow,
    { is_live, occurred_at, source }: CaptureReductionInput
  ): Promise<boolean> {
    if (is_live) {
      return true
    }
    const { provider_id } = lane
    const since = await startTimesOf(trx, source, [provider_id])
    const start = since.get(provider_id)
    return start !== undefined && new Date(occurred_at) >= start
  }

  private async decide(
    trx: Sql,
    lane: ProviderOrderRow,
    input: CaptureReductionInput,
    now: Date
  ): Promise<Decided> {
    const strategy = this.context.registry.find(lane.provider_id)?.strategy
    const state = await laneState(trx, lane.id)
    const order = voidableOrder(lane, state, strategy)
    const { reduction, source } = input
    const counted =
      reduction.unit === "currency"
        ? await countedParts(trx, {
            provider_order_id: lane.id,
            source,
            currency_code: reduction.currency_code,
          })
        : NO_PARTS
    const decision = decide(order, reduction, source, counted)
    if (decision.type !== "void" || !strategy) {
      return decision as Exclude<Decision, { type: "void" }>
    }
    const plan = planVoid(order, {
      amount: decision.amount,
      items: decision.items,
      reason: null,
    })
    if (plan.type === "refused") {
      return {
        type: "refused",
        code: "refused",
        message: plan.message,
        amount: decision.amount,
      }
    }
    const call = callFor(
      lane,
      state,
      "void",
      { source, lines: input.lines },
      plan
    )
    const message = refusalOf(strategy, call, now)?.message ?? null
    return { type: "planned", plan, left_out: decision.left_out, message }
  }

  private async write(
    trx: Sql,
    lane: ProviderOrderRow,
    input: CaptureReductionInput,
    decided: Extract<Decided, { type: "planned" | "refused" }>,
    now: Date,
    after: After
  ): Promise<CapturedReduction> {
    const isPlanned = decided.type === "planned"
    const { message } = decided
    const taken = isPlanned
      ? decided.plan
      : { amount: decided.amount, items: null }
    const row = newVoid(
      lane.id,
      {
        source: input.source,
        source_id: input.source_id,
        captured_by: input.captured_by,
        caused_at: input.occurred_at,
        lines: input.lines,
      },
      taken,
      message === null
        ? null
        : {
            code: isPlanned ? "refused" : decided.code,
            message,
            provider_code: null,
            provider_message: null,
          }
    )
    await insertCancellations(
      trx,
      [row],
      now,
      retryUntil(now, this.context.options),
      after
    )
    if (taken.amount !== null) {
      await countPart(trx, lane, input, taken.amount, now)
    }
    if (message !== null) {
      return {
        type: "refused",
        cancellation_id: row.id,
        provider_id: lane.provider_id,
        message,
      }
    }
    return {
      type: "captured",
      cancellation_id: row.id,
      left_out: isPlanned ? decided.left_out : [],
    }
  }
}

/**
 * Only an edit is checked here: a refund's age and its payment's transactions
 * tell whether it may be taken back.
 */
const mayBeTakenBack = (
  { source, captured_by, occurred_at }: CaptureReductionInput,
  now: Date
): boolean =>
  source === "order_edited" &&
  captured_by === "reconciliation" &&
  !isSettled(occurred_at, now)

const partKey = (
  { id }: ProviderOrderRow,
  { source, source_id }: CaptureReductionInput
): PartKey => ({ provider_order_id: id, source, source_id })

/** Only money is counted: climes and items are whole already. */
const countPart = async (
  trx: Sql,
  lane: ProviderOrderRow,
  input: CaptureReductionInput,
  share: Decimal,
  now: Date
): Promise<void> => {
  const { reduction } = input
  if (reduction.unit === "currency") {
    const { amount, currency_code } = reduction
    await insertPart(
      trx,
      { ...partKey(lane, input), currency_code, amount, share },
      now
    )
  }
}

type Decided =
  | Exclude<Decision, { type: "void" }>
  | {
      type: "planned"
      plan: Extract<VoidPlan, { type: "planned" }>
      left_out: Extract<Decision, { type: "void" }>["left_out"]
      /** Why the provider's own rules refuse the void. */
      message: string | null
    }
