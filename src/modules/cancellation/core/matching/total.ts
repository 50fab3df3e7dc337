import { MathBN } from "@medusajs/framework/utils"
import {
  CountedUnit,
  Decimal,
  isCounted,
  ItemMapping,
  TotalSource,
} from "../../../../provider-kit"
import { MatchingSettings } from "../../types"
import { readAmount } from "./amount"
import { OrderSnapshot, PaymentSnapshot } from "./order-snapshot"
import { Screening } from "./screening"

export interface FoundTotal {
  total: Decimal | null
  total_source: TotalSource | null
  ignored: string[]
}

/** The key of the order's metadata that holds the amount. */
export const amountKeyOf = ({
  provider_id,
}: Pick<MatchingSettings, "provider_id">): string => `${provider_id}_amount`

/**
 * How much a provider order has, as far as the store can tell. The provider's
 * own record ranks between the metadata and the payment, but is read later.
 */
export const findTotal = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  {
    items,
    payments,
    screening,
  }: {
    items: ItemMapping[] | null
    payments: PaymentSnapshot[]
    screening: Screening | null
  }
): FoundTotal => {
  const { unit } = settings
  if (unit === "none") {
    return { total: null, total_source: null, ignored: [] }
  }
  if (unit === "item") {
    const units = items?.flatMap((item) => item.external_item_ids)
    return {
      total: units ? String(units.length) : null,
      total_source: items && "metadata",
      ignored: [],
    }
  }

  const key = amountKeyOf(settings)
  const value = order.metadata?.[key] ?? null
  const amount = readAmount(value, unit)
  const objection =
    value === null
      ? null
      : (screening?.ofAmount(key) ??
        (amount === null ? objectionTo(unit) : null))
  const ignored = objection
    ? [`${key} of the order's metadata is ignored: ${objection}`]
    : []
  if (amount !== null && !objection) {
    return { total: amount, total_source: "metadata", ignored }
  }
  if (isCounted(unit)) {
    return { total: null, total_source: null, ignored }
  }

  const paid = readAmount(sumOf(payments, order.currency_code), unit)
  if (paid !== null) {
    return { total: paid, total_source: "payment", ignored }
  }
  const placed = readAmount(order.placed_total, unit)
  return placed === null
    ? { total: null, total_source: null, ignored }
    : { total: placed, total_source: "order", ignored }
}

/** Null: one of the payments is in another currency. Zero: there are none. */
const sumOf = (
  payments: PaymentSnapshot[],
  currencyCode: string
): Decimal | null =>
  payments.every(({ currency_code }) => currency_code === currencyCode)
    ? payments
        .reduce((sum, { amount }) => MathBN.add(sum, amount), MathBN.convert(0))
        .toFixed()
    : null

const objectionTo = (unit: "currency" | CountedUnit): string => {
  switch (unit) {
    case "currency":
      return "it must be an amount in major units, more than zero"
    case "climes":
      return "it must be a whole number of climes, more than zero"
    case "count":
      return "it must be a whole number, more than zero"
  }
}
