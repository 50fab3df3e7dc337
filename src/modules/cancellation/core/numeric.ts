import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../provider-kit"

/** The shape of Medusa's second column of a `bigNumber`. */
export interface RawAmount {
  value: string
  precision: number
}

/** Both columns of a `bigNumber`, in step. */
export const columnsOf = (
  amount: Decimal | null
): { amount: string | null; raw: RawAmount | null } => {
  if (amount === null) {
    return { amount: null, raw: null }
  }
  const value = MathBN.convert(amount).toFixed()
  return { amount: value, raw: { value, precision: 20 } }
}

export const toNumber = (amount: Decimal | null): number | null =>
  amount === null ? null : Number(amount)
