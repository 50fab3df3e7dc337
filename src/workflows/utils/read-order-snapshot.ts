import {
  BigNumberRawValue,
  FilterableOrderProps,
  MedusaContainer,
  OrderDTO,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
} from "@medusajs/framework/utils"
import { decimalsOf } from "../../modules/cancellation/core/amounts"
import type {
  LineItemSnapshot,
  Metadata,
  Moment,
  OrderSnapshot,
} from "../../modules/cancellation/core/matching"
import { Decimal, toDecimal } from "../../provider-kit"

const FIELDS = [
  "id",
  "display_id",
  "currency_code",
  "version",
  "total",
  "canceled_at",
  "created_at",
  "updated_at",
  "metadata",
  "items.id",
  "items.quantity",
  "items.metadata",
  "items.created_at",
  "items.updated_at",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.amount",
  "payment_collections.payments.raw_amount",
  "payment_collections.payments.currency_code",
  "payment_collections.payments.data",
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

type Time = string | Date

interface QueriedLine {
  id: string
  quantity: number | { value: string | number }
  metadata?: Metadata | null
  created_at: Time
  updated_at: Time
}

interface QueriedOrder {
  id: string
  display_id?: number | null
  currency_code: string
  version: number
  total: number | { value: string | number }
  canceled_at?: Time | null
  created_at: Time
  updated_at: Time
  metadata?: Metadata | null
  items?: (QueriedLine | null)[] | null
  payment_collections?:
    | ({
        payments?:
          | ({
              id: string
              provider_id: string
              amount: number
              raw_amount?: BigNumberRawValue | null
              currency_code: string
              data?: Metadata | null
              canceled_at?: Time | null
              created_at: Time
            } | null)[]
          | null
      } | null)[]
    | null
  cart?: {
    metadata?: Metadata | null
    completed_at?: Time | null
    updated_at: Time
    items?: ({ metadata?: Metadata | null; updated_at: Time } | null)[] | null
  } | null
}

/**
 * Reads what recognising an order's provider orders needs. It holds what
 * payment providers keep about a payment, so it is not for keeping: it must
 * not leave the step that reads it.
 *
 * Where the order has been changed since it was placed, what it was then comes
 * from its first version: a second read, 25 to 50 ms.
 *
 * @returns null where there is no such order
 */
export const readOrderSnapshot = async (
  container: MedusaContainer,
  orderId: string,
  moment: Moment
): Promise<OrderSnapshot | null> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId },
  })
  const [order] = data as unknown as QueriedOrder[]
  if (!order) {
    return null
  }

  const first =
    order.version > 1 ? await readFirstVersion(container, orderId) : null
  const cart = order.cart ?? null
  // A draft is edited, version after version, until it becomes an order.
  const isPlacedDraft = moment === "placed" && cart === null
  const placed = isPlacedDraft ? null : first

  return {
    id: order.id,
    display_id: order.display_id ?? null,
    currency_code: order.currency_code,
    canceled_at: timeOf(order.canceled_at),
    created_at: new Date(order.created_at),
    updated_at: new Date(order.updated_at),
    metadata: order.metadata ?? null,
    placed_total: inCurrency(
      (placed?.total ?? order.total) as AmountInput,
      order.currency_code
    ),
    items: linesOf([
      ...present(first?.items as unknown as QueriedLine[] | undefined),
      ...present(order.items),
    ]),
    payments: present(order.payment_collections)
      .flatMap(({ payments }) => present(payments))
      .map((payment) => ({
        id: payment.id,
        provider_id: payment.provider_id,
        amount: inCurrency(
          payment.raw_amount ?? payment.amount,
          payment.currency_code
        ),
        currency_code: payment.currency_code,
        data: payment.data ?? null,
        canceled_at: timeOf(payment.canceled_at),
        created_at: new Date(payment.created_at),
      })),
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

type AmountInput = number | { value: string | number }

/**
 * The order as it was placed. Its total is the one after discounts and credit
 * lines of then; edits, refunds and cancels are later versions. (`order.total`
 * is 0 after a captured order was cancelled, and `original_total` is the one
 * before discounts.)
 */
const readFirstVersion = async (
  container: MedusaContainer,
  orderId: string
): Promise<OrderDTO | null> => {
  // The module takes a version, though its types don't say so.
  const filters: FilterableOrderProps & { version: number } = {
    id: orderId,
    version: 1,
  }
  const [order] = await container.resolve(Modules.ORDER).listOrders(filters, {
    select: [
      "id",
      "total",
      "items.id",
      "items.quantity",
      "items.metadata",
      "items.created_at",
      "items.updated_at",
    ],
    relations: ["items"],
  })
  return order ?? null
}

/** Each line once, with the most units that it ever had in these versions. */
const linesOf = (lines: QueriedLine[]): LineItemSnapshot[] => {
  const byId = new Map<string, LineItemSnapshot>()
  for (const line of lines) {
    const quantity = Math.floor(Number(toDecimal(line.quantity)))
    byId.set(line.id, {
      id: line.id,
      quantity: Math.max(quantity, byId.get(line.id)?.quantity ?? 0),
      metadata: line.metadata ?? null,
      created_at: new Date(line.created_at),
      updated_at: new Date(line.updated_at),
    })
  }
  return [...byId.values()]
}

/** Medusa's totals carry every decimal of a tax; a provider was paid cents. */
const inCurrency = (
  amount: AmountInput | BigNumberRawValue,
  currencyCode: string
): Decimal => {
  const exact = toDecimal(amount)
  const decimals = decimalsOf(currencyCode)
  return decimals === null ? exact : MathBN.convert(exact, decimals).toFixed()
}

const timeOf = (time: Time | null | undefined): Date | null =>
  time ? new Date(time) : null

const present = <T>(list: (T | null)[] | null | undefined): T[] =>
  (list ?? []).flatMap((one) => (one === null ? [] : [one]))
