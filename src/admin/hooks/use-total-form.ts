import { useState } from "react"
import { readAmount, toTyped } from "../lib/amount"
import { fromMapping, toMapping } from "../lib/item-ids"
import type { ProviderOrder } from "../lib/wire"
import { useWords } from "./use-words"

/** The state of a form with a provider order's total or items. */
export const useTotalForm = ({
  unit,
  currency_code,
  total,
  items,
}: Pick<ProviderOrder, "unit" | "currency_code" | "total" | "items">) => {
  const { locale } = useWords()
  const [typed, setTyped] = useState(
    total === null || unit === "item" ? "" : toTyped(total, locale)
  )
  const [typedIds, setTypedIds] = useState(fromMapping(items))
  const typedAmount = readAmount(typed, locale, {
    unit,
    currency_code,
    remaining: null,
  })
  return {
    typedAmount,
    items: toMapping(typedIds),
    fields: {
      unit,
      currencyCode: currency_code,
      typed,
      typedAmount,
      typedIds,
      onAmount: setTyped,
      onIds: setTypedIds,
    },
  }
}
