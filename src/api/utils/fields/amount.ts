import { z } from "@medusajs/framework/zod"
import { LARGEST_AMOUNT } from "../../../modules/cancellation/core/limits"
import { toDecimal } from "../../../provider-kit"

/**
 * An amount that is to be corrected, as an exact decimal: left out and null are
 * two things. How many decimals it may have is known where the currency is.
 */
export const amountChange = () =>
  z
    .number("must be a number, for example 12.5, without quotes.")
    .positive("must be more than zero.")
    .max(LARGEST_AMOUNT, "is too large.")
    .transform(toDecimal)
    .nullish()

/** An amount; null where it is left out. */
export const amount = () => amountChange().transform((value) => value ?? null)
