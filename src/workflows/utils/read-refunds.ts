import { BigNumberRawValue, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type RefundSnapshot } from "../../modules/cancellation/core/automation"
import { toDecimal } from "../../provider-kit"

export interface RefundedPayment {
  /** The id of Medusa's payment provider. */
  provider_id: string
  currency_code: string
  refunds: RefundSnapshot[]
  order_id: string
  is_canceled: boolean
}

type Time = Date | string

interface QueriedPayment {
  provider_id: string
  currency_code: string
  refunds?:
    | ({
        id: string
        amount: number
        raw_amount?: BigNumberRawValue | null
        created_at: Time
      } | null)[]
    | null
  payment_collection?: {
    order?: {
      id: string
      canceled_at?: Time | null
      transactions?:
        | ({ reference?: string | null; reference_id?: string | null } | null)[]
        | null
    } | null
  } | null
}

/**
 * A payment, its refunds, and the order that the payment belongs to.
 *
 * @returns null if there is no such payment, or if it doesn't belong to an
 * order
 */
export const readRefunds = async (
  container: MedusaContainer,
  paymentId: string
): Promise<RefundedPayment | null> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "payment",
      fields: [
        "id",
        "provider_id",
        "currency_code",
        "refunds.id",
        "refunds.amount",
        "refunds.raw_amount",
        "refunds.created_at",
        "payment_collection.order.id",
        "payment_collection.order.canceled_at",
        "payment_collection.order.transactions.reference",
        "payment_collection.order.transactions.reference_id",
      ],
      filters: { id: paymentId },
    })
  const [payment] = data as unknown as QueriedPayment[]
  const order = payment?.payment_collection?.order
  if (!payment || !order) {
    return null
  }
  const refunded = new Set(
    (order.transactions ?? []).flatMap((transaction) =>
      transaction?.reference === "refund" ? [transaction.reference_id] : []
    )
  )
  return {
    provider_id: payment.provider_id,
    currency_code: payment.currency_code,
    refunds: (payment.refunds ?? []).flatMap((refund) =>
      refund
        ? [
            {
              id: refund.id,
              // Medusa keeps all decimals of a taxed total, of its payment and
              // of the payment's refund: 36.2637 EUR. The money that was paid,
              // and can be given back, is in cents. The ledger rounds the
              // refund, together with the payment's other refunds.
              amount: toDecimal(refund.raw_amount ?? refund.amount),
              created_at: new Date(refund.created_at),
              has_transaction: refunded.has(refund.id),
            },
          ]
        : []
    ),
    order_id: order.id,
    is_canceled: Boolean(order.canceled_at),
  }
}
