import { Input, Textarea } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { Field } from "./field"

interface Notes {
  reason: string
  note: string
}

/** Why, for the provider where it takes that, and for colleagues. */
export const NotesFields = ({
  reason,
  note,
  onChange,
}: Notes & { onChange: (changed: Partial<Notes>) => void }) => {
  const { t } = useWords()
  return (
    <>
      <Field label={t("form.reason")} hint={t("form.reasonHint")} isOptional>
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            value={reason}
            onChange={({ target }) => onChange({ reason: target.value })}
          />
        )}
      </Field>
      <Field label={t("form.note")} hint={t("form.noteHint")} isOptional>
        {(control) => (
          <Textarea
            {...control}
            maxLength={2_000}
            value={note}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Field>
    </>
  )
}
