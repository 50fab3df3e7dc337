import { Textarea } from "@medusajs/ui"
import { useState } from "react"
import { NOTE_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { useAmounts } from "../../hooks/use-amounts"
import { useAnnounce } from "../../hooks/use-announce"
import { useReopen } from "../../hooks/use-repair"
import { useWords } from "../../hooks/use-words"
import { providerName } from "../../lib/provider-name"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"

interface ReopenDrawerProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  onClose: () => void
}

/** Takes back what a person closed by mistake. Sends nothing. */
export const ReopenDrawer = ({
  cancellation,
  provider,
  onClose,
}: ReopenDrawerProps) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const reopen = useReopen(cancellation.id)
  const [note, setNote] = useState("")
  const name = providerName(cancellation.provider_id, provider?.identifier)
  const announceAndClose = useAnnounce(name, onClose)
  return (
    <FormDrawer
      title={t("actions.reopen")}
      description={t("reopen.description", {
        extent: extent(cancellation),
        provider: name,
        id: cancellation.external_id,
      })}
      submitLabel={t("actions.reopen")}
      isPending={reopen.isPending}
      canSubmit={Boolean(note.trim())}
      error={reopen.error}
      onSubmit={() =>
        reopen.mutate(note.trim(), { onSuccess: announceAndClose })
      }
      onClose={onClose}
    >
      <Field label={t("form.note")} hint={t("reopen.noteHint")}>
        {(control) => (
          <Textarea
            {...control}
            aria-required
            autoFocus
            maxLength={NOTE_MAX_LENGTH}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
