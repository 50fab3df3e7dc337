import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/** A decimal, exactly: no exponent, no rounding. */
export type Decimal = string

/**
 * What Medusa and its database hand out for an amount: a number or a string, a
 * raw column (`{ value }`), or Medusa's own `BigNumber`, as its modules do.
 */
export type DecimalInput = BigNumberInput

/**
 * Major units as an integer of minor units (`"100.5"`, 2 → `10050`), with
 * decimal arithmetic. Null where the amount has more decimals than that, or is
 * beyond what a JSON number holds exactly: nothing is ever rounded.
 */
export const toMinorUnits = (
  amount: Decimal,
  decimals: number
): number | null => {
  const minor = MathBN.mult(amount, MathBN.convert(10).pow(decimals))
  return minor.isInteger() && minor.abs().lte(Number.MAX_SAFE_INTEGER)
    ? minor.toNumber()
    : null
}

/** An integer of minor units as major units (`10050`, 2 → `"100.5"`). */
export const fromMinorUnits = (minor: number, decimals: number): Decimal =>
  MathBN.div(minor, MathBN.convert(10).pow(decimals)).toFixed()

/** A decimal without exponent and trailing zeros. */
export const toDecimal = (amount: DecimalInput): Decimal =>
  MathBN.convert(amount).toFixed()
