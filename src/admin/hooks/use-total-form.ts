import { useState } from "react"
import { readAmount, toTyped } from "../lib/amount"
import { fromMapping, toMapping } from "../lib/item-ids"
import type { ProviderOrder } from "../lib/wire"
import { useWords } from "./use-words"

/** The state of a form with a provider order's total or items. */
export const useMeasureForm = ({
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
  const reading = readAmount(typed, locale, {
    unit,
    currency_code,
    remaining: null,
  })
  return {
    reading,
    items: toMapping(typedIds),
    fields: {
      unit,
      currencyCode: currency_code,
      typed,
      reading,
      typedIds,
      onAmount: setTyped,
      onIds: setTypedIds,
    },
  }
}
