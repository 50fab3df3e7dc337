import { defaultCurrencies, MathBN } from "@medusajs/framework/utils"
import { type Decimal, fromMinorUnits, toMinorUnits } from "../../provider-kit"

/** Aplazame, "Void order": integers with two implied decimals. */
const DECIMALS = 2

const decimalsOf = (currencyCode: string): number | undefined => {
  const currencies: Partial<Record<string, { decimal_digits: number }>> =
    defaultCurrencies
  return currencies[currencyCode.toUpperCase()]?.decimal_digits
}

/** Whether Aplazame's two implied decimals fit the currency. */
export const isSupportedCurrency = (currencyCode: string): boolean =>
  decimalsOf(currencyCode) === DECIMALS

/** `"100.5"` → `10050`. Null where it doesn't fit: nothing is rounded. */
export const toAplazameAmount = (amount: Decimal): number | null =>
  toMinorUnits(amount, DECIMALS)

/** `10050` → `"100.5"`. */
export const fromAplazameAmount = (amount: number): Decimal =>
  fromMinorUnits(amount, DECIMALS)

/** `10050` → `"100.50 EUR"`, for messages. */
export const formatAmount = (
  amount: number,
  currencyCode: string | null
): string =>
  [
    MathBN.convert(fromAplazameAmount(amount)).toFixed(DECIMALS),
    currencyCode?.toUpperCase(),
  ]
    .filter(Boolean)
    .join(" ")
