import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { isCountedIn } from "../../modules/cancellation/core/automation"
import {
  mirrorsOrders,
  standingFor,
} from "../../modules/cancellation/core/matching"
import { inTurn } from "../../modules/cancellation/core/turns"
import { type CapturedBy } from "../../modules/cancellation/core/vocabulary"
import {
  type CapturedReduction,
  type ProviderOrderDTO,
} from "../../modules/cancellation/types"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { foundOrThrow } from "../utils/order-or-throw"
import { readOrder } from "../utils/read-order"
import {
  type RecordedReductions,
  reportReductions,
} from "../utils/report-reductions"
import { type FoundRefunds } from "./find-refunds"

export interface RecordRefundsStepInput extends FoundRefunds {
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
}

interface FoundProviderOrder extends ProviderOrderDTO {
  /** `payment.<payment id>` if a payment named the provider order. */
  found_in: string | null
}

export const recordRefundsStepId = "cancellation-record-refunds"

/**
 * This step captures a void for each refund at the recorded provider order that
 * the refund concerns. Sending begins in the background.
 *
 * It is never compensated: a captured void may have been sent, and is evidence.
 */
export const recordRefundsStep = createStep(
  recordRefundsStepId,
  async (input: RecordRefundsStepInput, { container }) => {
    refuseMissingIds(input, "order_id")
    const { order_id, currency_code, captured_by } = input
    const ledger = ledgerOf(container)
    const recorded = (await ledger.listProviderOrders(
      { order_id, provider_id: input.provider_ids },
      { take: null, order: { created_at: "ASC", id: "ASC" } }
    )) as unknown as FoundProviderOrder[]
    const open = await ledger.uncancelledOf(recorded.map(({ id }) => id))
    const { order } = foundOrThrow(
      await readOrder(container, order_id),
      order_id
    )
    const settings = await ledger.matchingSettings()
    const isMirror = mirrorsOrders(settings)
    const { counterparts, ambiguity } = standingFor(
      { id: input.payment_id, provider_id: input.payment_provider_id },
      order,
      settings,
      recorded
        .filter((one) => !isMirror(one))
        .map((one) => ({ ...one, is_open: open.includes(one.id) }))
    )

    const after = await ledger.after()
    const cancellation_ids: string[] = []
    for (const { id, amount, created_at, is_live } of input.refunds) {
      const reductions: {
        provider_id: string
        captured: CapturedReduction
      }[] = []
      for (const providerOrder of inTurn(
        [...counterparts, ...recorded.filter(isMirror)],
        after
      )) {
        const { id: provider_order_id, provider_id, origin } = providerOrder
        const recorded_at = new Date(providerOrder.created_at)
        reductions.push({
          provider_id,
          captured: isCountedIn(
            { created_at, is_live },
            { origin, recorded_at }
          )
            ? {
                type: "nothing",
                reason: `the provider order was registered after the refund, which may be taken off its amount already; if it is not, void it by hand`,
              }
            : await ledger.captureReduction({
                order_id,
                provider_order_id,
                reduction: {
                  unit: "currency",
                  amount,
                  currency_code,
                  ambiguity: isMirror(providerOrder) ? null : ambiguity,
                },
                source: "payment_refunded",
                source_id: id,
                captured_by,
                occurred_at: created_at,
                is_live,
              }),
        })
      }
      const captured = await reportReductions(
        container,
        { name: `refund ${id} of order ${order_id}`, captured_by },
        reductions
      )
      cancellation_ids.push(...captured.cancellation_ids)
    }
    return new StepResponse<RecordedReductions>({ cancellation_ids })
  }
)
