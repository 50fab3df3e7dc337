import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../../provider-kit"
import { roundToCurrency } from "../amounts"

/** An order as it was in one version. */
export interface OrderVersion {
  version: number
  /**
   * The total before credit lines. Goodwill, and refunds of money that nobody
   * owed, are credit lines, and lower no item.
   */
  total: Decimal
  lines: { id: string; quantity: Decimal }[]
}

export interface LoweredItem {
  /** Medusa line item id. */
  id: string
  /** Whole units, 1 or more. */
  quantity: number
}

/**
 * By how much an order was lowered between two versions, in major units; "0" if
 * it wasn't. Both totals are rounded first, so that a series of edits adds up
 * to the difference between the first and the last version, to the cent.
 */
export const loweredAmount = (
  before: OrderVersion,
  after: OrderVersion,
  currencyCode: string
): Decimal =>
  MathBN.max(
    MathBN.sub(
      roundToCurrency(before.total, currencyCode),
      roundToCurrency(after.total, currencyCode)
    ),
    0
  ).toFixed()

/**
 * Which lines have fewer units than before. A removed line is simply missing
 * from the later version.
 *
 * The actions of an edit can't be used for this: each gives its distance from
 * the order before the edit, so if there are two for one line, only the last
 * one counts.
 */
export const loweredItems = (
  before: OrderVersion,
  after: OrderVersion
): LoweredItem[] =>
  before.lines.flatMap(({ id, quantity }) => {
    const left = after.lines.find((line) => line.id === id)?.quantity ?? "0"
    // A unit of which a fraction is left is kept whole.
    const lowered = Math.floor(Number(quantity)) - Math.ceil(Number(left))
    return lowered > 0 ? [{ id, quantity: lowered }] : []
  })

/** No item is left in this version, even if shipping still costs something. */
export const isEmpty = ({ lines }: OrderVersion): boolean =>
  !lines.some(({ quantity }) => MathBN.gt(quantity, 0))
