import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../../provider-kit"
import { roundToCurrency } from "../amounts"

/** The parts of one total captured so far, for one kind of fact. */
export interface CountedParts {
  /** The sum as Medusa has it, with every decimal. */
  amount: Decimal
  /** The rounded sum that the parts came to. */
  share: Decimal
}

export const NO_PARTS: CountedParts = { amount: "0", share: "0" }

/**
 * The rounded amount of the next part. The running sum is rounded, so that any
 * parts, in any order, add up to their rounded sum. If each part were rounded
 * by itself, three refunds of 12.0879 and one of 5.9895 would come to a cent
 * more than their sum of 42.2532.
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
