import { type BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { type Decimal } from "../../provider-kit"

/** Whatever Medusa calls an amount, as an exact decimal. */
export const decimalOf = (amount: BigNumberInput): Decimal =>
  MathBN.convert(amount).toFixed()
