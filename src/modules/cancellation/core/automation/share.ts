import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../../provider-kit"
import { roundToCurrency } from "../amounts"

/** What was captured of one total so far, for one kind of fact. */
export interface CountedParts {
  /** As Medusa has them, with every decimal. */
  amount: Decimal
  /** What they came to, rounded. */
  share: Decimal
}

export const NO_PARTS: CountedParts = { amount: "0", share: "0" }

/**
 * How much the next part comes to, so that whatever parts there are, in
 * whatever order, they add up to the rounded sum of them: what is rounded is
 * the running sum. Each part rounded by itself, three refunds of 12.0879 and
 * one of 5.9895 come to a cent more than the 42.2532 that they are.
 */
export const shareOfPart = (
  amount: Decimal,
  counted: CountedParts,
  currencyCode: string
): Decimal => {
  const sum = MathBN.add(counted.amount, amount).toFixed()
  const due = MathBN.sub(roundToCurrency(sum, currencyCode), counted.share)
  return MathBN.max(due, 0).toFixed()
}
