import { useCallback } from "react"
import { formatCount, formatMoney } from "../lib/amount"
import type { Cancellation } from "../lib/wire"
import { useWords } from "./use-words"

/** What an amount counts: money in a currency, climes, or units. */
export type AmountUnit = Pick<Cancellation, "unit" | "currency_code">

/** Amounts in words: `25,50 €`, `40 climes`, `2 units`. */
export const useAmounts = () => {
  const { t, locale } = useWords()

  const inUnit = useCallback(
    (amount: number, { unit, currency_code }: AmountUnit): string => {
      switch (unit) {
        case "currency":
          return formatMoney(amount, currency_code, locale)
        case "climes":
          return t("amount.climes", {
            count: amount,
            formatted: formatCount(amount, locale),
          })
        case "count":
        case "item":
        case "none":
          return t("amount.units", {
            count: amount,
            formatted: formatCount(amount, locale),
          })
      }
    },
    [t, locale]
  )

  /** What a cancellation takes: the whole order, an amount, or units. */
  const extent = useCallback(
    (
      cancellation: AmountUnit &
        Pick<Cancellation, "kind"> & {
          amount?: number | null
          items?: { quantity: number }[] | null
        }
    ): string => {
      if (cancellation.kind === "cancel") {
        return t("amount.whole")
      }
      const units = cancellation.items?.reduce((n, one) => n + one.quantity, 0)
      const amount = cancellation.amount ?? units
      return amount === undefined
        ? t("amount.part")
        : inUnit(amount, cancellation)
    },
    [t, inUnit]
  )

  return { inUnit, extent }
}
