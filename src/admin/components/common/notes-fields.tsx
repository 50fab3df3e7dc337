import { Input, Textarea } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import type { Notes } from "../../lib/notes"
import { Field } from "./field"

interface NotesFieldsProps {
  notes: Notes
  onChange: (notes: Notes) => void
}

/** The reason, for providers that take one, and a note for colleagues. */
export const NotesFields = ({ notes, onChange }: NotesFieldsProps) => {
  const { t } = useWords()
  return (
    <>
      <Field label={t("form.reason")} hint={t("form.reasonHint")} isOptional>
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            value={notes.reason}
            onChange={({ target }) =>
              onChange({ ...notes, reason: target.value })
            }
          />
        )}
      </Field>
      <Field label={t("form.note")} hint={t("form.noteHint")} isOptional>
        {(control) => (
          <Textarea
            {...control}
            maxLength={2_000}
            value={notes.note}
            onChange={({ target }) =>
              onChange({ ...notes, note: target.value })
            }
          />
        )}
      </Field>
    </>
  )
}
