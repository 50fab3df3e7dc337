import {
  type BigNumberInput,
  type MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  PaymentCollectionStatus,
} from "@medusajs/framework/utils"
import {
  type Metadata,
  type PaymentSnapshot,
} from "../../../modules/cancellation/core/matching"
import {
  type Maybe,
  type QueriedStamps,
  type Time,
  inCurrency,
  present,
  timeOf,
} from "./queried"

const FIELDS = [
  "id",
  "status",
  "created_at",
  "updated_at",
  "payments.id",
  "payments.provider_id",
  "payments.amount",
  "payments.raw_amount",
  "payments.currency_code",
  "payments.data",
  "payments.payment_session.data",
  "payments.captures.id",
  "payments.canceled_at",
  "payments.created_at",
]

interface QueriedCollection extends QueriedStamps {
  status: string
  payments?: Maybe<QueriedPayment>[] | null
}

interface QueriedPayment {
  id: string
  provider_id: string
  amount: BigNumberInput
  raw_amount?: BigNumberInput | null
  currency_code: string
  data?: Metadata | null
  payment_session?: Maybe<{ data?: Metadata | null }>
  captures?: Maybe<{ id: string }>[] | null
  canceled_at?: Time | null
  created_at: Time
}

/** The payments of all of an order's payment collections. */
export const readPayments = async (
  container: MedusaContainer,
  orderId: string
): Promise<PaymentSnapshot[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const links = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id: orderId },
  })
  const ids = (
    links.data as unknown as { payment_collection_id: string }[]
  ).map(({ payment_collection_id }) => payment_collection_id)
  if (!ids.length) {
    return []
  }
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: FIELDS,
    filters: { id: ids },
  })
  const collections = data as unknown as QueriedCollection[]
  return paymentsOf(collections)
}

const paymentsOf = (collections: QueriedCollection[]): PaymentSnapshot[] =>
  collections.flatMap((collection) => {
    const made = new Date(collection.created_at)
    const snapshot = {
      is_canceled:
        collection.status === (PaymentCollectionStatus.CANCELED as string),
      has_successor: collections.some(
        ({ created_at }) => new Date(created_at) > made
      ),
      updated_at: new Date(collection.updated_at),
    }
    return present(collection.payments).map((payment) => ({
      id: payment.id,
      provider_id: payment.provider_id,
      amount: inCurrency(
        payment.raw_amount ?? payment.amount,
        payment.currency_code
      ),
      currency_code: payment.currency_code,
      data: payment.data ?? null,
      session_data: payment.payment_session?.data ?? null,
      is_captured: present(payment.captures).length > 0,
      canceled_at: timeOf(payment.canceled_at),
      created_at: new Date(payment.created_at),
      collection: snapshot,
    }))
  })
