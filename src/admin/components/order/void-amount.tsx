import { Button, Input } from "@medusajs/ui"
import { useAmountProblem } from "../../hooks/use-amount-problem"
import { type Measured, useMeasure } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { type AmountReading, toTyped } from "../../lib/amount"
import { Field } from "../common/field"

interface VoidAmountProps {
  typed: string
  reading: AmountReading
  measured: Measured
  remaining: number | null
  onChange: (typed: string) => void
}

export const VoidAmount = ({
  typed,
  reading,
  measured,
  remaining,
  onChange,
}: VoidAmountProps) => {
  const { t, locale } = useWords()
  const { measure } = useMeasure()
  const problem = useAmountProblem(reading, measured)
  const { unit } = measured
  const label =
    unit === "climes" || unit === "count"
      ? t(`void.${unit}`)
      : t("void.amount", {
          currency: (measured.currency_code ?? "").toUpperCase(),
        })
  return (
    <div className="flex flex-col gap-y-2">
      <Field
        label={label}
        error={problem}
        hint={
          remaining === null
            ? undefined
            : t("void.remains", { remaining: measure(remaining, measured) })
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
          {t("void.all", { remaining: measure(remaining, measured) })}
        </Button>
      )}
    </div>
  )
}
