import type { AmountReading } from "../lib/amount"
import { type Measured, useMeasure } from "./use-amounts"
import { useWords } from "./use-words"

/** What is wrong with a typed amount. Null where nothing is. */
export const useAmountProblem = (
  reading: AmountReading,
  measured: Measured
): string | null => {
  const { t } = useWords()
  const { measure } = useMeasure()
  switch (reading.type) {
    case "amount":
    case "missing":
      return null
    case "too_much":
      return t("problems.too_much", {
        remaining: measure(reading.remaining, measured),
      })
    case "too_many_decimals":
      return t("problems.too_many_decimals", { count: reading.decimals })
    case "not_a_number":
    case "not_positive":
    case "not_whole":
      return t(`problems.${reading.type}`)
  }
}
