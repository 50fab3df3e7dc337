import { Button, Input } from "@medusajs/ui"
import { useMeasure } from "../../hooks/use-measure"
import { useWords } from "../../hooks/use-words"
import { type AmountReading, toTyped } from "../../lib/amount"
import type { Unit } from "../../lib/wire"
import { Field } from "../common/field"

interface VoidAmountProps {
  typed: string
  reading: AmountReading
  measured: { unit: Unit; currency_code: string | null }
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
  const problem = useProblem(reading, measured)
  const label =
    measured.unit === "climes"
      ? t("void.climes")
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
            inputMode={measured.unit === "climes" ? "numeric" : "decimal"}
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

const useProblem = (
  reading: AmountReading,
  measured: VoidAmountProps["measured"]
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
