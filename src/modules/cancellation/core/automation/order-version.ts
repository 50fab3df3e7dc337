import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../../provider-kit"
import { roundToCurrency } from "../amounts"

/** An order as it was in one version. */
export interface OrderVersion {
  version: number
  /**
   * Before credit lines: goodwill, and refunds of what nobody owed, are credit
   * lines, and lower no item.
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
 * By how much an order was lowered between two versions, in major units; "0"
 * where it wasn't. Both totals are rounded first, so that a row of edits adds
 * up to the difference between the first and the last, to the cent.
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
 * Which lines have fewer units than before. A removed line is simply not part
 * of the later version.
 *
 * The actions of an edit don't tell: each says how far it is from the order
 * before the edit, so of two for one line only the last one counts.
 */
export const loweredItems = (
  before: OrderVersion,
  after: OrderVersion
): LoweredItem[] =>
  before.lines.flatMap(({ id, quantity }) => {
    const left = after.lines.find((line) => line.id === id)?.quantity ?? "0"
    // Of a fraction of a unit the whole unit is kept.
    const lowered = Math.floor(Number(quantity)) - Math.ceil(Number(left))
    return lowered > 0 ? [{ id, quantity: lowered }] : []
  })

/** No item is left in it, whatever shipping still costs. */
export const isEmpty = ({ lines }: OrderVersion): boolean =>
  !lines.some(({ quantity }) => MathBN.gt(quantity, 0))
