import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../../provider-kit"
import { OrderVersion, isEmpty } from "./order-version"

/** How far an order was lowered, as a share of what it was. */
export interface Share {
  /** The order's total before the first edit that counts. */
  placed: Decimal
  /** The lowest total that the order has had since. */
  lowered_to: Decimal
  /** At some point no item was left in the order. */
  is_all_gone: boolean
}

/**
 * The share of the order that is gone after some edits. Only how far the order
 * fell below the placed total counts: raising it again brings no climes back,
 * and lowering it a second time takes none.
 *
 * @param placed - the version before the first edit
 * @param edited - the versions that the edits made
 */
export const shareOf = (
  placed: OrderVersion,
  edited: OrderVersion[]
): Share => ({
  placed: placed.total,
  lowered_to: MathBN.min(
    placed.total,
    ...edited.map(({ total }) => total)
  ).toFixed(),
  is_all_gone: edited.some(isEmpty),
})

/**
 * How many climes to remove now: the whole climes of the share that is gone,
 * minus those that voids took before. A fraction that rounding held back goes
 * with a later edit, and the last edit takes exactly what remains.
 *
 * @param total - whole climes of the provider order
 * @param taken - whole climes that voids took, or may still take
 */
export const climesToRemove = (
  total: Decimal,
  taken: Decimal,
  { placed, lowered_to, is_all_gone }: Share
): Decimal => {
  const target = is_all_gone
    ? MathBN.convert(total)
    : wholeClimesOf(total, placed, lowered_to)
  return MathBN.max(MathBN.sub(target, taken), 0).toFixed()
}

const wholeClimesOf = (
  total: Decimal,
  placed: Decimal,
  lowered_to: Decimal
): BigNumberInput => {
  const gone = MathBN.sub(placed, MathBN.max(lowered_to, 0))
  // An order that cost nothing has no share. Division to an integer is exact.
  return MathBN.gt(gone, 0) ? MathBN.mult(total, gone).idiv(placed) : 0
}
