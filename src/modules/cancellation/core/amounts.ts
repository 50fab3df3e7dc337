import { defaultCurrencies, MathBN } from "@medusajs/framework/utils"
import { Decimal, Unit } from "../../../provider-kit"
import { Refusal, refusal } from "./refusal"

/** `12.5 EUR`, `40 climes`, `2 units`: an amount in words. */
export const inWords = (
  amount: Decimal,
  unit: Unit,
  currencyCode: string | null
): string => {
  switch (unit) {
    case "currency":
      return currencyCode ? `${amount} ${currencyCode.toUpperCase()}` : amount
    case "climes":
      return `${amount} ${amount === "1" ? "clime" : "climes"}`
    default:
      return `${amount} ${amount === "1" ? "unit" : "units"}`
  }
}

/** The number of decimals in a currency; null if the currency isn't known. */
export const decimalsOf = (currencyCode: string | null): number | null =>
  currencyCode
    ? (defaultCurrencies[currencyCode.toUpperCase()]?.decimal_digits ?? null)
    : null

/** Medusa's totals carry every decimal of a tax; a provider was paid cents. */
export const roundToCurrency = (
  amount: Decimal,
  currencyCode: string
): Decimal => {
  const decimals = decimalsOf(currencyCode)
  return decimals === null ? amount : MathBN.convert(amount, decimals).toFixed()
}

/** Above this, a JSON number no longer holds cents exactly. */
const LARGEST = MathBN.convert(10).pow(13)

const decimalPlaces = (amount: Decimal): number =>
  amount.includes(".") ? amount.length - amount.indexOf(".") - 1 : 0

/**
 * Why this amount makes no sense in this unit, or null. This doesn't check
 * whether the amount fits what remains.
 */
export const refuseAmount = (
  amount: Decimal,
  unit: Unit,
  currencyCode: string | null
): Refusal | null => {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) {
    return refusal("invalid_amount", "The amount must be a number.")
  }
  if (!MathBN.gt(amount, 0)) {
    return refusal("invalid_amount", "The amount must be more than zero.")
  }
  if (MathBN.gt(amount, LARGEST)) {
    return refusal("invalid_amount", "The amount is too large.")
  }
  if (unit === "none") {
    return refusal(
      "unit_mismatch",
      "This provider order has no amount: it can only be cancelled as a whole."
    )
  }
  if (unit !== "currency") {
    return decimalPlaces(amount) > 0
      ? refusal(
          "invalid_amount",
          `The amount must be a whole number of ${unit === "climes" ? "climes" : "units"}.`
        )
      : null
  }
  const decimals = decimalsOf(currencyCode)
  return decimals !== null && decimalPlaces(amount) > decimals
    ? refusal(
        "invalid_amount",
        `The amount has more decimals than ${(currencyCode ?? "").toUpperCase()} has (${decimals}).`
      )
    : null
}
