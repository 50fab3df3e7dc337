import { Input, Text } from "@medusajs/ui"
import { useAmountProblem } from "../../hooks/use-amount-problem"
import { useWords } from "../../hooks/use-words"
import type { TypedAmount } from "../../lib/amount"
import type { LineItem } from "../../lib/line-item"
import type { Unit } from "../../lib/wire"
import { Field } from "../common/field"

interface TotalFieldsProps {
  unit: Unit
  currencyCode: string | null
  lineItems: LineItem[]
  typed: string
  typedAmount: TypedAmount
  typedIds: Record<string, string>
  onAmount: (typed: string) => void
  onIds: (typedIds: Record<string, string>) => void
}

/** The total of a provider order, or the items that the provider knows. */
export const TotalFields = ({
  unit,
  currencyCode,
  lineItems,
  typed,
  typedAmount,
  typedIds,
  onAmount,
  onIds,
}: TotalFieldsProps) => {
  const { t } = useWords()
  const problem = useAmountProblem(typedAmount, {
    unit,
    currency_code: currencyCode,
  })
  if (unit === "none") {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("register.wholeOnly")}
      </Text>
    )
  }
  if (unit === "item") {
    return (
      <div className="flex flex-col gap-y-4">
        <Text size="small" className="text-ui-fg-subtle">
          {t("register.itemsHint")}
        </Text>
        {lineItems.map(({ id, title, quantity }) => (
          <Field
            key={id}
            label={t("register.idsOf", { title })}
            hint={t("register.idsHint", { count: quantity })}
            isOptional
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={typedIds[id] ?? ""}
                onChange={({ target }) =>
                  onIds({ ...typedIds, [id]: target.value })
                }
              />
            )}
          </Field>
        ))}
      </div>
    )
  }
  return (
    <Field
      label={
        unit === "climes" || unit === "count"
          ? t(`register.${unit}`)
          : t("register.amount", {
              currency: (currencyCode ?? "").toUpperCase(),
            })
      }
      hint={t(
        unit === "currency" ? "register.amountHint" : "register.climesHint"
      )}
      error={problem}
      isOptional
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          inputMode="decimal"
          value={typed}
          onChange={({ target }) => onAmount(target.value)}
        />
      )}
    </Field>
  )
}
