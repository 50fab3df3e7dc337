import { Input, Textarea } from "@medusajs/ui"
import {
  NOTE_MAX_LENGTH,
  REASON_MAX_LENGTH,
} from "../../../modules/cancellation/core/limits"
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
            maxLength={REASON_MAX_LENGTH}
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
            maxLength={NOTE_MAX_LENGTH}
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
