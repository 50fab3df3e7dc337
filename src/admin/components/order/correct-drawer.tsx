import { toast } from "@medusajs/ui"
import { useTotalForm } from "../../hooks/use-total-form"
import { useCorrect } from "../../hooks/use-order-actions"
import { useWords } from "../../hooks/use-words"
import type { LineItem } from "../../lib/line-item"
import type { ProviderOrder } from "../../lib/wire"
import { FormDrawer } from "../common/form-drawer"
import { TotalFields } from "./total-fields"

interface CorrectDrawerProps {
  providerOrder: ProviderOrder
  name: string
  lineItems: LineItem[]
  onClose: () => void
}

/** Corrects the total or the items of a provider order. It sends nothing. */
export const CorrectDrawer = ({
  providerOrder,
  name,
  lineItems,
  onClose,
}: CorrectDrawerProps) => {
  const { t } = useWords()
  const { unit } = providerOrder
  const correct = useCorrect(providerOrder.order_id, providerOrder.id)
  const { typedAmount, items, fields } = useTotalForm(providerOrder)

  const submit = () =>
    correct.mutate(
      unit === "item"
        ? { items }
        : {
            amount:
              typedAmount.type === "amount" ? typedAmount.amount : undefined,
          },
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
      canSubmit={
        unit === "item" ? items.length > 0 : typedAmount.type === "amount"
      }
      error={correct.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TotalFields {...fields} lineItems={lineItems} />
    </FormDrawer>
  )
}
