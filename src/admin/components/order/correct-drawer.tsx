import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useCorrect } from "../../hooks/use-order-actions"
import { useWords } from "../../hooks/use-words"
import { readAmount, toTyped } from "../../lib/amount"
import { fromMapping, toMapping } from "../../lib/item-ids"
import type { ProviderOrder } from "../../lib/wire"
import { FormDrawer } from "../common/form-drawer"
import { type LineItem, MeasureFields } from "./measure-fields"

interface CorrectDrawerProps {
  providerOrder: ProviderOrder
  name: string
  lineItems: LineItem[]
  onClose: () => void
}

/** Corrects how much a provider order has; nothing is sent. */
export const CorrectDrawer = ({
  providerOrder,
  name,
  lineItems,
  onClose,
}: CorrectDrawerProps) => {
  const { t, locale } = useWords()
  const { unit, total, currency_code } = providerOrder
  const correct = useCorrect(providerOrder.order_id, providerOrder.id)
  const [typed, setTyped] = useState(
    total === null || unit === "item" ? "" : toTyped(total, locale)
  )
  const [typedIds, setTypedIds] = useState(fromMapping(providerOrder.items))

  const reading = readAmount(typed, locale, {
    unit,
    currency_code,
    remaining: null,
  })
  const items = toMapping(typedIds)

  const submit = () =>
    correct.mutate(
      unit === "item"
        ? { items }
        : { amount: reading.type === "amount" ? reading.amount : null },
      {
        onSuccess: () => {
          toast.success(t("correct.done"))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={t("correct.title", { provider: name })}
      description={t("correct.description", { id: providerOrder.external_id })}
      submitLabel={t("correct.submit")}
      isPending={correct.isPending}
      canSubmit={unit === "item" ? items.length > 0 : reading.type === "amount"}
      error={correct.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <MeasureFields
        unit={unit}
        currencyCode={currency_code ?? ""}
        lineItems={lineItems}
        typed={typed}
        reading={reading}
        typedIds={typedIds}
        onAmount={setTyped}
        onIds={setTypedIds}
      />
    </FormDrawer>
  )
}
