import { Button, Input } from "@medusajs/ui"
import { useAmountProblem } from "../../hooks/use-amount-problem"
import { type AmountUnit, useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { type TypedAmount, toTyped } from "../../lib/amount"
import { Field } from "../common/field"

interface VoidAmountProps {
  typed: string
  typedAmount: TypedAmount
  amountUnit: AmountUnit
  remaining: number | null
  onChange: (typed: string) => void
}

export const VoidAmount = ({
  typed,
  typedAmount,
  amountUnit,
  remaining,
  onChange,
}: VoidAmountProps) => {
  const { t, locale } = useWords()
  const { inUnit } = useAmounts()
  const problem = useAmountProblem(typedAmount, amountUnit)
  const { unit } = amountUnit
  const label =
    unit === "climes" || unit === "count"
      ? t(`void.${unit}`)
      : t("void.amount", {
          currency: (amountUnit.currency_code ?? "").toUpperCase(),
        })
  return (
    <div className="flex flex-col gap-y-2">
      <Field
        label={label}
        error={problem}
        hint={
          remaining === null
            ? undefined
            : t("void.remains", { remaining: inUnit(remaining, amountUnit) })
        }
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            inputMode={unit === "currency" ? "decimal" : "numeric"}
            value={typed}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      {remaining !== null && remaining > 0 && (
        <Button
          size="small"
          variant="secondary"
          type="button"
          className="self-start"
          onClick={() => onChange(toTyped(remaining, locale))}
        >
          {t("void.all", { remaining: inUnit(remaining, amountUnit) })}
        </Button>
      )}
    </div>
  )
}
