import type { TypedAmount } from "../lib/amount"
import { type AmountUnit, useAmounts } from "./use-amounts"
import { useWords } from "./use-words"

/** What is wrong with a typed amount. Null where nothing is. */
export const useAmountProblem = (
  typedAmount: TypedAmount,
  amountUnit: AmountUnit
): string | null => {
  const { t } = useWords()
  const { inUnit } = useAmounts()
  switch (typedAmount.type) {
    case "amount":
    case "missing":
      return null
    case "too_much":
      return t("problems.too_much", {
        remaining: inUnit(typedAmount.remaining, amountUnit),
      })
    case "too_many_decimals":
      return t("problems.too_many_decimals", { count: typedAmount.decimals })
    case "not_a_number":
    case "not_positive":
    case "not_whole":
      return t(`problems.${typedAmount.type}`)
  }
}
