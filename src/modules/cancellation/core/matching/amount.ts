import { CountedUnit, Decimal } from "../../../../provider-kit"

const DECIMAL = /^\d{1,13}(\.\d{1,20})?$/

/**
 * A number or a decimal string from metadata, as an amount in the provider's
 * unit. Null: the value is no amount, or makes no sense in the unit.
 */
export const readAmount = (
  value: unknown,
  unit: "currency" | CountedUnit
): Decimal | null => {
  const text =
    typeof value === "number"
      ? String(value)
      : typeof value === "string"
        ? value.trim()
        : ""
  if (!DECIMAL.test(text)) {
    return null
  }
  const amount = withoutIdleZeros(text)
  const isWhole = !amount.includes(".")
  return amount !== "0" && (unit === "currency" || isWhole) ? amount : null
}

const withoutIdleZeros = (decimal: Decimal): Decimal => {
  const [whole = "0", fraction = ""] = decimal.split(".")
  const digits = fraction.replace(/0+$/, "")
  return whole.replace(/^0+(?=\d)/, "") + (digits ? `.${digits}` : "")
}
