import { useState } from "react"
import { useAnnounce } from "../../hooks/use-announce"
import { useIdempotencyKey } from "../../hooks/use-idempotency-key"
import { useCancelWhole } from "../../hooks/use-order-actions"
import { useWords } from "../../hooks/use-words"
import { akinonDetails, EMPTY_AKINON_FORM } from "../../lib/akinon-details"
import type { ProviderOrder } from "../../lib/wire"
import { AkinonFields } from "../common/akinon-fields"
import { FormDrawer } from "../common/form-drawer"
import { Notice } from "../common/notice"
import { NotesFields } from "../common/notes-fields"

interface CancelDrawerProps {
  providerOrder: ProviderOrder
  name: string
  identifier: string | null
  onClose: () => void
}

/** Cancels the whole order at one provider, and at that one only. */
export const CancelDrawer = ({
  providerOrder,
  name,
  identifier,
  onClose,
}: CancelDrawerProps) => {
  const { t } = useWords()
  const announce = useAnnounce()
  const keyOf = useIdempotencyKey()
  const cancel = useCancelWhole(providerOrder.order_id)
  const [notes, setNotes] = useState({ reason: "", note: "" })
  const [akinon, setAkinon] = useState(EMPTY_AKINON_FORM)

  const submit = () => {
    const itemIds =
      providerOrder.items?.flatMap((item) => item.external_item_ids) ?? []
    const details = akinonDetails(akinon, itemIds)
    const body = {
      provider_order_id: providerOrder.id,
      ...(notes.reason.trim() && { reason: notes.reason.trim() }),
      ...(notes.note.trim() && { note: notes.note.trim() }),
      ...(details && { details }),
    }
    cancel.mutate(
      { body, idempotencyKey: keyOf(body) },
      {
        onSuccess: ({ cancellation }) => {
          announce(cancellation, name)
          onClose()
        },
      }
    )
  }

  return (
    <FormDrawer
      title={t("cancel.title", { provider: name })}
      description={t("cancel.description", { id: providerOrder.external_id })}
      submitLabel={t("cancel.submit")}
      isDangerous
      isPending={cancel.isPending}
      canSubmit
      error={cancel.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice variant="warning">
        {t("cancel.warning", { provider: name })}
      </Notice>
      {identifier === "fungies" && (
        <Notice variant="warning">{t("notices.refundsNothing")}</Notice>
      )}
      <NotesFields
        {...notes}
        onChange={(changed) => setNotes((all) => ({ ...all, ...changed }))}
      />
      {identifier === "akinon" && (
        <AkinonFields form={akinon} onChange={setAkinon} />
      )}
    </FormDrawer>
  )
}
