import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type RefundToCapture,
  refundsToCapture,
} from "../../modules/cancellation/core/automation"
import { type CapturedBy } from "../../modules/cancellation/core/vocabulary"
import { refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { readRefunds } from "../utils/read-refunds"

export interface FindRefundsStepInput {
  payment_id: string
  refund_id?: string
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
}

/** Refunds of a payment that concern a configured provider. */
export interface FoundRefunds {
  payment_id: string
  payment_provider_id: string
  order_id: string
  currency_code: string
  /** Providers that name this payment's provider in `refundsOf`. */
  provider_ids: string[]
  refunds: RefundToCapture[]
}

export const findRefundsStepId = "cancellation-find-refunds"

/**
 * This step reads a payment and its refunds anew, and tells which refunds are
 * to be captured, and at which providers. The answer is null if there are no
 * such refunds.
 */
export const findRefundsStep = createStep(
  findRefundsStepId,
  async (input: FindRefundsStepInput, { container }) => {
    refuseMissingIds(input, "payment_id")
    const ledger = ledgerOf(container)
    const payment = await readRefunds(container, input.payment_id)
    const provider_ids = (await ledger.matchingSettings())
      .filter(
        ({ unit, refunds_of }) =>
          unit === "currency" && refunds_of.includes(payment?.provider_id ?? "")
      )
      .map(({ provider_id }) => provider_id)
    if (!payment || !provider_ids.length) {
      return new StepResponse<FoundRefunds | null>(null)
    }
    const refunds = refundsToCapture({
      refunds: payment.refunds,
      is_canceled: payment.is_canceled,
      captured_by: input.captured_by,
      refund_id: input.refund_id ?? null,
      now: await ledger.now(),
    })
    return new StepResponse<FoundRefunds | null>(
      refunds.length
        ? {
            payment_id: input.payment_id,
            payment_provider_id: payment.provider_id,
            order_id: payment.order_id,
            currency_code: payment.currency_code,
            provider_ids,
            refunds,
          }
        : null
    )
  }
)
