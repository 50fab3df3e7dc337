import { refusalOf } from "../border/refusal"
import { VoidableOrder, planVoid } from "../core/plan-void"
import {
  BACK_WITH_ITS_CANCEL,
  notAppliedBefore,
  REOPENED,
  whyNotReopened,
} from "../core/reopening"
import { canBecome } from "../core/status"
import { notFound, refused, throwRefusal } from "../errors"
import { laneState } from "../ledger/lane-state"
import { lockProviderOrdersOf } from "../ledger/lock-provider-orders"
import {
  RepairableRow,
  close,
  findRepairable,
  lockRepairable,
  reopen,
} from "../ledger/repair"
import { Sql, inTransaction } from "../ledger/sql"
import { supersedeWaitingVoids } from "../ledger/supersede-waiting-voids"
import { takeTurns } from "../ledger/turns"
import { backToReview } from "../ledger/reopen"
import {
  CancellationItem,
  ProofDTO,
  ReopenInput,
  ResolveInput,
  RetryInput,
} from "../types"
import { callFor, voidableOrder } from "../core/call"
import { OperationContext } from "./context"
import {
  isUnknown,
  refuseSecondCancel,
  refuseToHurry,
  refuseToOvertake,
  refuseUnconfirmed,
  whyNotInBulk,
} from "./repair-refusals"
import { retryUntil } from "../core/retry-until"
import { LaneState, ProviderOrderRow } from "../core/provider-order"

/**
 * What a person can do about a cancellation, and the record that is kept of it.
 */
export class Repair {
  constructor(private readonly context: OperationContext) {}

  /**
   * Tries a cancellation again that was rejected or needs review, and one that
   * is pending at once. A rejected void takes its amount again, and is refused if
   * that no longer fits. A cancellation whose outcome is unknown is read back
   * first; if it can't be read, a person has to confirm that it wasn't applied.
   */
  async retry(id: string, input: RetryInput): Promise<void> {
    const { clock, options } = this.context
    const now = await clock.now()
    await this.withLane(id, async (trx, row, lane) => {
      if (row.waits_for) {
        refuseToOvertake(row.waits_for, input)
      } else if (row.status === "pending") {
        refuseToHurry(row, now)
      } else if (
        !canBecome(row.status, "pending") ||
        row.status === "in_progress"
      ) {
        throw refused(
          "wrong_status",
          `A cancellation that is ${row.status} can't be tried again; only one that is pending, was rejected or needs review can.`
        )
      }
      const state = await laneState(trx, lane.id)
      const purpose = this.purposeOf(row, input)
      const items = this.takeToSend(row, lane, state, purpose)
      this.checkDetails(row, lane, state, input, now)
      await reopen(trx, {
        id,
        purpose,
        items,
        details: input.details ?? null,
        without_waiting: row.waits_for !== null,
        history: {
          at: now.toISOString(),
          by: input.by ?? null,
          action: "retry",
          // Without a note, nobody has said how they know.
          ...(input.confirm_not_applied &&
            input.note?.trim() && { not_applied_through: row.attempt_count }),
          note: input.note ?? null,
        },
        retry_until: retryUntil(now, options),
        now,
      })
      if (row.kind === "cancel") {
        // Voids may have been captured since this cancellation was rejected.
        await supersedeWaitingVoids(trx, [id], now)
      }
    })
  }

  /** Closes a cancellation on a person's word. */
  async resolve(id: string, input: ResolveInput): Promise<void> {
    const { clock } = this.context
    const now = await clock.now()
    if (!input.note.trim()) {
      throw refused(
        "note_required",
        "Say in a note how you know: it is kept as evidence."
      )
    }
    await this.withLane(id, async (trx, row, lane) => {
      if (row.status === "in_progress") {
        throw refused(
          "wrong_status",
          "A cancellation that is in_progress can't be resolved: it is being sent at this moment. Look again once that has ended."
        )
      }
      if (!canBecome(row.status, input.resolution)) {
        throw refused(
          "wrong_status",
          `A cancellation that is ${row.status} can't be resolved; only one that is pending, accepted, rejected or needs review can.`
        )
      }
      if (input.resolution === "dismissed") {
        refuseUnconfirmed(row, input)
      }
      if (input.resolution === "succeeded" && row.status === "rejected") {
        await this.checkStillFits(trx, row, lane)
      }
      await close(trx, {
        id,
        status: input.resolution,
        by: input.by ?? null,
        proof: input.resolution === "succeeded" ? wordOf(input, now) : null,
        history: {
          at: now.toISOString(),
          by: input.by ?? null,
          action: "resolve",
          resolution: input.resolution,
          ...(input.confirm_not_applied && {
            not_applied_through: row.attempt_count,
          }),
          note: input.note,
        },
        now,
      })
    })
  }

  /**
   * Takes back what a person closed by mistake: a person has to decide anew. Its
   * amount is reserved again, so it has to fit again.
   */
  async reopen(id: string, input: ReopenInput): Promise<void> {
    const now = await this.context.clock.now()
    if (!input.note.trim()) {
      throw refused(
        "note_required",
        "Say in a note why it is opened again: it is kept."
      )
    }
    await this.withLane(id, async (trx, row, lane) => {
      throwRefusal(whyNotReopened(row))
      await this.checkStillWanted(trx, row, lane)
      await backToReview(trx, {
        id,
        last_error: { ...REOPENED, cause: row.last_error?.code ?? null },
        void_error: BACK_WITH_ITS_CANCEL,
        history: {
          at: now.toISOString(),
          by: input.by ?? null,
          action: "reopen",
          not_applied_through: notAppliedBefore(row.history ?? []),
          note: input.note,
        },
        now,
      })
    })
  }

  /** What was closed as done has kept its amount. */
  private async checkStillWanted(
    trx: Sql,
    row: RepairableRow,
    lane: ProviderOrderRow
  ): Promise<void> {
    if (
      row.kind === "void" &&
      (await laneState(trx, lane.id)).has_live_cancel
    ) {
      throw refused(
        "already_canceled",
        "The whole order is being cancelled at this provider, or was: this void is not needed any more."
      )
    }
    if (row.status === "dismissed") {
      await this.checkStillFits(trx, row, lane)
    }
  }

  /**
   * Retries many, but only those that are safe to retry without looking at
   * each.
   */
  async retryMany(
    ids: string[],
    by: string | null
  ): Promise<{ retried: string[]; skipped: { id: string; reason: string }[] }> {
    const retried: string[] = []
    const skipped: { id: string; reason: string }[] = []
    const rows = await findRepairable(this.context.sql, ids)
    for (const id of ids) {
      const reason = whyNotInBulk(rows.get(id))
      if (reason) {
        skipped.push({ id, reason })
        continue
      }
      try {
        await this.retry(id, { by })
        retried.push(id)
      } catch (error) {
        skipped.push({ id, reason: (error as Error).message })
      }
    }
    return { retried, skipped }
  }

  private async withLane(
    id: string,
    work: (
      trx: Sql,
      row: RepairableRow,
      lane: ProviderOrderRow
    ) => Promise<void>
  ): Promise<void> {
    const { sql, clock, options, onTurned } = this.context
    const now = await clock.now()
    const turned = await inTransaction(sql, async (trx) => {
      const found = (await findRepairable(trx, [id])).get(id)
      // All lanes of the order: it may be another one's turn afterwards.
      const lanes = found ? await lockProviderOrdersOf(trx, found.order_id) : []
      const lane = lanes.find((each) => each.id === found?.provider_order_id)
      const row = lane && (await lockRepairable(trx, id))
      if (!row) {
        throw notFound(
          "cancellation_not_found",
          `There is no cancellation ${id}.`
        )
      }
      await work(trx, row, lane)
      return takeTurns(trx, [row.order_id], {
        now,
        retry_until: retryUntil(now, options),
      })
    })
    onTurned(turned)
  }

  private purposeOf(
    row: RepairableRow,
    input: RetryInput
  ): "send" | "read_back" {
    // If nothing was sent, there is no effect to find: the record would show
    // the effect of something else. The preparation of a send reads it once
    // more anyway.
    if (!isUnknown(row) || !row.may_have_been_applied) {
      return "send"
    }
    const { registry } = this.context
    const capabilities = registry.capabilities(row.provider_id, row.kind)
    if (input.confirm_not_applied) {
      if (!input.note?.trim()) {
        throw refused(
          "note_required",
          "Say in a note how you know that it was not applied: it is kept as evidence."
        )
      }
      return "send"
    }
    if (capabilities?.readable) {
      return "read_back"
    }
    if (capabilities?.harmless_to_repeat) {
      return "send"
    }
    throw refused(
      "confirmation_required",
      "Whether the provider carried it out is not known, and its record can't be read. Look there first; if it was not applied, confirm that with confirm_not_applied and a note."
    )
  }

  /**
   * A rejected void has released its amount, so the amount has to fit again.
   */
  private takeToSend(
    row: RepairableRow,
    lane: ProviderOrderRow,
    state: LaneState,
    purpose: "send" | "read_back"
  ): CancellationItem[] | null {
    if (row.status !== "rejected") {
      // The cancellation needs review: its amount and item ids stayed reserved.
      if (row.kind === "void" && purpose === "send" && state.has_live_cancel) {
        throw refused(
          "already_canceled",
          "The whole order is being cancelled at this provider, or was: this void is not needed any more. Dismiss it."
        )
      }
      return null
    }
    if (row.kind === "cancel") {
      refuseSecondCancel(state)
      return null
    }
    const provider = this.context.registry.find(row.provider_id)
    return this.takeAgain(row, voidableOrder(lane, state, provider?.strategy))
  }

  private takeAgain(
    row: RepairableRow,
    order: VoidableOrder
  ): CancellationItem[] | null {
    const plan = planVoid(order, {
      amount: row.amount,
      items:
        row.items?.map(({ id, quantity, reason }) => ({
          id,
          quantity,
          reason,
        })) ?? null,
      reason: row.reason,
    })
    if (plan.type === "refused") {
      throw refused(plan.code, plan.message)
    }
    return this.sameItems(row, order)
  }

  /**
   * Takes the void's own item ids again, never others: the provider may know
   * them.
   */
  private sameItems(
    row: RepairableRow,
    order: VoidableOrder
  ): CancellationItem[] | null {
    const taken = new Set(order.taken_item_ids.map(String))
    const known = new Set(
      (order.items ?? []).flatMap(({ external_item_ids }) =>
        external_item_ids.map(String)
      )
    )
    const own = (row.items ?? []).flatMap(
      ({ external_item_ids }) => external_item_ids
    )
    const gone = own.find((id) => !known.has(String(id)))
    if (gone !== undefined) {
      throw refused(
        "items_taken",
        `The provider's item ${gone} is not registered any more: request a new void instead.`
      )
    }
    const clash = own.find((id) => taken.has(String(id)))
    if (clash !== undefined) {
      throw refused(
        "items_taken",
        `The provider's item ${clash} is being voided by another cancellation now: request a new void instead.`
      )
    }
    return row.items
  }

  /**
   * The cancellation was carried out after all, so its amount is taken. That
   * also holds at a provider that is no longer configured, and beside a full
   * cancellation.
   */
  private async checkStillFits(
    trx: Sql,
    row: RepairableRow,
    lane: ProviderOrderRow
  ): Promise<void> {
    const state = await laneState(trx, lane.id)
    if (row.kind === "cancel") {
      refuseSecondCancel(state)
    } else {
      this.takeAgain(row, {
        ...lane,
        ...state,
        supports_void: true,
        has_live_cancel: false,
      })
    }
  }

  private checkDetails(
    row: RepairableRow,
    lane: ProviderOrderRow,
    state: LaneState,
    input: RetryInput,
    now: Date
  ): void {
    if (!input.details) {
      if (row.lacks_details) {
        throw refused(
          "details_required",
          "It was asked for with details, such as an IBAN, and they aren't kept that long. Give the details again, or empty ones ({}) to send it without any."
        )
      }
      return
    }
    if (!Object.keys(input.details).length) {
      // Empty details are deliberate: the person wants none to be sent.
      return
    }
    const strategy = this.context.registry.find(row.provider_id)?.strategy
    const call = callFor(
      lane,
      state,
      row.kind,
      { ...row, details: input.details },
      row
    )
    if (strategy) {
      throwRefusal(
        refusalOf(strategy, { ...call, may_have_been_sent: true }, now)
      )
    }
  }
}

const wordOf = (input: ResolveInput, now: Date): ProofDTO => ({
  by: "person",
  statement: `Marked as done by ${input.by_name ?? input.by ?? "the store"}: ${input.note.trim()}`,
  at: now.toISOString(),
})
