import {
  type BigNumberInput,
  type FilterableOrderProps,
  type MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
  PaymentCollectionStatus,
} from "@medusajs/framework/utils"
import { decimalsOf } from "../../modules/cancellation/core/amounts"
import type {
  LineItemSnapshot,
  Metadata,
  Moment,
  OrderSnapshot,
  PaymentSnapshot,
} from "../../modules/cancellation/core/matching"
import { type Decimal } from "../../provider-kit"

const ORDER_FIELDS = [
  "id",
  "display_id",
  "custom_display_id",
  "currency_code",
  "version",
  "canceled_at",
  "created_at",
  "updated_at",
  "metadata",
  "payment_collections.status",
  "payment_collections.created_at",
  "payment_collections.updated_at",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.amount",
  "payment_collections.payments.raw_amount",
  "payment_collections.payments.currency_code",
  "payment_collections.payments.data",
  "payment_collections.payments.payment_session.data",
  "payment_collections.payments.captures.id",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.created_at",
  "cart.id",
  "cart.metadata",
  "cart.completed_at",
  "cart.updated_at",
  "cart.items.id",
  "cart.items.metadata",
  "cart.items.updated_at",
]

/**
 * A line of an order is two rows: the line item, and for each version of the
 * order an order item with the quantity of then. Both have metadata, the same
 * at first. `order.items.metadata` shows the order item's alone, and so hides
 * what is written to the line item later.
 */
const ITEM_FIELDS = [
  "id",
  "version",
  "quantity",
  "metadata",
  "created_at",
  "updated_at",
  "item.id",
  "item.metadata",
  "item.created_at",
  "item.updated_at",
]

type Time = string | Date

interface QueriedStamps {
  created_at: Time
  updated_at: Time
}

interface QueriedOrder extends QueriedStamps {
  id: string
  display_id?: number | null
  custom_display_id?: string | null
  currency_code: string
  version: number
  canceled_at?: Time | null
  metadata?: Metadata | null
  payment_collections?: Maybe<QueriedCollection>[]
  cart?: Maybe<{
    metadata?: Metadata | null
    completed_at?: Time | null
    updated_at: Time
    items?: Maybe<{ metadata?: Metadata | null; updated_at: Time }>[] | null
  }>
}

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

interface QueriedItem extends QueriedStamps {
  version: number
  quantity: BigNumberInput
  metadata?: Metadata | null
  item?: Maybe<QueriedStamps & { id: string; metadata?: Metadata | null }>
}

type Maybe<T> = T | null

/** An order whose total, if it is needed, is still to be read. */
export interface ReadOrder {
  /** `placed_total` is null. */
  order: OrderSnapshot
  /** The same order with its `placed_total`. */
  withTotal: () => Promise<OrderSnapshot>
}

/**
 * Reads what recognising an order's provider orders needs. It holds what
 * payment providers keep about a payment, so it is not for keeping: it must
 * not leave the step that reads it.
 *
 * The total comes apart: Medusa adds it up from every line, tax and shipping
 * method, and it is needed only where nothing else tells one.
 *
 * @returns null where there is no such order
 */
export const readOrder = async (
  container: MedusaContainer,
  orderId: string,
  moment: Moment
): Promise<ReadOrder | null> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [orders, items] = await Promise.all([
    query.graph({
      entity: "order",
      fields: ORDER_FIELDS,
      filters: { id: orderId },
    }),
    query.graph({
      entity: "order_item",
      fields: ITEM_FIELDS,
      filters: { order_id: orderId },
    }),
  ])
  const [queried] = orders.data as unknown as QueriedOrder[]
  const rows = items.data as unknown as QueriedItem[]
  if (!queried) {
    return null
  }
  const order = snapshotOf(queried, rows)
  // A draft is edited, version after version, until it is placed.
  const isPlacedDraft = moment === "placed" && order.cart === null
  return {
    order,
    withTotal: async () => {
      const total = await readTotal(
        container,
        orderId,
        isPlacedDraft ? queried.version : FIRST_VERSION
      )
      return {
        ...order,
        placed_total:
          total === null ? null : inCurrency(total, order.currency_code),
      }
    },
  }
}

/** The same with its total at once. */
export const readOrderSnapshot = async (
  container: MedusaContainer,
  orderId: string,
  moment: Moment
): Promise<OrderSnapshot | null> => {
  const read = await readOrder(container, orderId, moment)
  return read ? read.withTotal() : null
}

const snapshotOf = (
  order: QueriedOrder,
  rows: QueriedItem[]
): OrderSnapshot => {
  const cart = order.cart ?? null
  return {
    id: order.id,
    display_id: order.display_id ?? null,
    custom_display_id: order.custom_display_id ?? null,
    currency_code: order.currency_code,
    canceled_at: timeOf(order.canceled_at),
    ...stampsOf(order),
    metadata: order.metadata ?? null,
    placed_total: null,
    items: linesOf(rows),
    payments: paymentsOf(present(order.payment_collections)),
    cart: cart && {
      metadata: cart.metadata ?? null,
      completed_at: timeOf(cart.completed_at),
      updated_at: new Date(cart.updated_at),
      items: present(cart.items).map(({ metadata, updated_at }) => ({
        metadata: metadata ?? null,
        updated_at: new Date(updated_at),
      })),
    },
  }
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

const FIRST_VERSION = 1

/**
 * The total of an order in one of its versions. The first is the order as it
 * was placed, after the discounts and credit lines of then; edits, refunds and
 * cancels are later ones. (`order.total` is 0 after a captured order was
 * cancelled, and `original_total` is the one before discounts.)
 */
const readTotal = async (
  container: MedusaContainer,
  orderId: string,
  version: number
): Promise<BigNumberInput | null> => {
  // The module takes a version, though its types don't say so.
  const filters: FilterableOrderProps & { version: number } = {
    id: orderId,
    version,
  }
  const [order] = await container
    .resolve(Modules.ORDER)
    .listOrders(filters, { select: ["id", "total"] })
  return order?.total ?? null
}

const linesOf = (items: QueriedItem[]): LineItemSnapshot[] => {
  const lines = new Map<string, LineItemSnapshot>()
  const oldestFirst = [...items].sort((a, b) => a.version - b.version)
  for (const { item, ...row } of oldestFirst) {
    if (item) {
      const quantity = Math.floor(MathBN.convert(row.quantity).toNumber())
      lines.set(item.id, {
        id: item.id,
        quantity: Math.max(quantity, lines.get(item.id)?.quantity ?? 0),
        metadata: { ...row.metadata, ...item.metadata },
        rows: [stampsOf(item), stampsOf(row)],
      })
    }
  }
  return [...lines.values()]
}

/** Medusa's totals carry every decimal of a tax; a provider was paid cents. */
const inCurrency = (amount: BigNumberInput, currencyCode: string): Decimal =>
  MathBN.convert(amount, decimalsOf(currencyCode) ?? undefined).toFixed()

const stampsOf = (
  row: QueriedStamps
): { created_at: Date; updated_at: Date } => ({
  created_at: new Date(row.created_at),
  updated_at: new Date(row.updated_at),
})

const timeOf = (time: Time | null | undefined): Date | null =>
  time ? new Date(time) : null

const present = <T>(list: Maybe<T>[] | null | undefined): T[] =>
  (list ?? []).flatMap((one) => (one === null ? [] : [one]))
