import { MathBN } from "@medusajs/framework/utils"
import { type CancellationCall, type Decimal } from "../../provider-kit"
import { isSupportedCurrency, toAplazameAmount } from "./amounts"
import { INVALID_ID, orderSegment } from "./requests"

const refuseAmount = (
  amount: Decimal,
  currencyCode: string | null
): string | null => {
  if (!currencyCode || !isSupportedCurrency(currencyCode)) {
    const named = currencyCode ? ` ${currencyCode.toUpperCase()}` : ""
    return `Aplazame only takes amounts in a currency with two decimals, and this order's currency${named} is not known to be one. Void it in Aplazame's own panel.`
  }
  const decimal = MathBN.convert(amount)
  if (!decimal.isFinite()) {
    return "The amount is not a number. Enter it like 100.50."
  }
  if (decimal.lte(0)) {
    return "The amount to void must be more than zero."
  }
  if (toAplazameAmount(amount) !== null) {
    return null
  }
  return (decimal.decimalPlaces() ?? 0) > 2
    ? `${currencyCode.toUpperCase()} has two decimals, and ${decimal.toFixed()} has more. Round the amount yourself.`
    : "The amount is too large for Aplazame."
}

/**
 * Why Aplazame can't be asked for this, or null.
 *
 * The currency matters only to a void. A full cancellation needs no conversion,
 * because it sends the remainder back as the integer that was read.
 */
export const refuseCall = (call: CancellationCall): string | null => {
  if (orderSegment(call.provider_order.external_id) === null) {
    return INVALID_ID
  }
  if (call.details && Object.keys(call.details).length > 0) {
    return "Aplazame takes no details: leave them out."
  }
  if (call.kind === "cancel") {
    return null
  }
  if (call.amount === null) {
    return "Aplazame voids an amount of money, not items: say how much to void."
  }
  return refuseAmount(call.amount, call.provider_order.currency_code)
}
