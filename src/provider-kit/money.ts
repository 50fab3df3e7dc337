import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/** An exact decimal, without exponent or rounding. */
export type Decimal = string

/**
 * An amount as Medusa and its database give it: a number, a string, a raw
 * column (`{ value }`), or Medusa's `BigNumber`.
 */
export type DecimalInput = BigNumberInput

/**
 * Converts major units to an integer of minor units (`"100.5"`, 2 → `10050`),
 * with decimal arithmetic. Null where the amount has more decimals than that,
 * or exceeds what a JSON number holds exactly. Nothing is ever rounded.
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

/** Converts minor units to major units (`10050`, 2 → `"100.5"`). */
export const fromMinorUnits = (minor: number, decimals: number): Decimal =>
  MathBN.div(minor, MathBN.convert(10).pow(decimals)).toFixed()

/** A decimal without exponent and without trailing zeros. */
export const toDecimal = (amount: DecimalInput): Decimal =>
  MathBN.convert(amount).toFixed()
