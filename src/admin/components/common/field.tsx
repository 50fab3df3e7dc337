import { Hint, Label } from "@medusajs/ui"
import { type ReactNode, useId } from "react"
import { useWords } from "../../hooks/use-words"

interface Controlled {
  id: string
  "aria-describedby": string | undefined
  "aria-invalid": boolean
}

interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string | null
  isOptional?: boolean
  children: (control: Controlled) => ReactNode
}

/** A label, a control, and a hint or an error below it. */
export const Field = ({
  label,
  hint,
  error,
  isOptional,
  children,
}: FieldProps) => {
  const { t } = useWords()
  const id = useId()
  const below = error || hint
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
        {isOptional && (
          <span className="text-ui-fg-subtle font-normal">
            {` (${t("general.optional")})`}
          </span>
        )}
      </Label>
      {children({
        id,
        "aria-describedby": below ? `${id}-below` : undefined,
        "aria-invalid": Boolean(error),
      })}
      {below && (
        <Hint
          id={`${id}-below`}
          variant={error ? "error" : "info"}
          aria-live="polite"
        >
          {below}
        </Hint>
      )}
    </div>
  )
}
