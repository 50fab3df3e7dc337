import { z } from "@medusajs/framework/zod"
import { type Decimal, toDecimal } from "../../../provider-kit"
import { field, Problem, problem } from "./field"
import { isAbsent } from "./guards"

/** Beyond this a JSON number no longer holds cents exactly. */
const LARGEST_AMOUNT = 1e13

const takes = () => z.number().positive().max(LARGEST_AMOUNT).nullish()

/**
 * An amount, as an exact decimal. How many decimals it may have is known where
 * the currency is.
 */
const readAmount = (value: unknown): Decimal | Problem => {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return problem("amount must be a number, for example 12.5, without quotes.")
  }
  if (value <= 0) {
    return problem("amount must be more than zero.")
  }
  return value > LARGEST_AMOUNT
    ? problem("amount is too large.")
    : toDecimal(value)
}

/** An amount; null where it is left out. */
export const amount = () =>
  field(takes(), (value) => (isAbsent(value) ? null : readAmount(value)))

/** An amount that is to be corrected: left out and null are two things. */
export const amountChange = () =>
  field(takes(), (value) => (isAbsent(value) ? value : readAmount(value)))
