import { useState } from "react"
import { useAnnounce } from "../../hooks/use-announce"
import { useCancelWhole } from "../../hooks/use-order-actions"
import { useWords } from "../../hooks/use-words"
import { akinonDetails, EMPTY_AKINON_FORM } from "../../lib/akinon-details"
import { EMPTY_NOTES, givenNotes } from "../../lib/notes"
import type { CancellationProvider, ProviderOrder } from "../../lib/wire"
import { AkinonFields } from "../common/akinon-fields"
import { FormDrawer } from "../common/form-drawer"
import { PauseNotice } from "../common/pause-notice"
import { Notice } from "../common/notice"
import { NotesFields } from "../common/notes-fields"
import { CancelForecast } from "./cancel-forecast"

interface CancelDrawerProps {
  providerOrder: ProviderOrder
  name: string
  provider: CancellationProvider | undefined
  onClose: () => void
}

/** Cancels the whole order at one provider, and at no other. */
export const CancelDrawer = ({
  providerOrder,
  name,
  provider,
  onClose,
}: CancelDrawerProps) => {
  const { t } = useWords()
  const announceAndClose = useAnnounce(name, onClose)
  const cancel = useCancelWhole(providerOrder.order_id)
  const [notes, setNotes] = useState(EMPTY_NOTES)
  const [akinon, setAkinon] = useState(EMPTY_AKINON_FORM)

  const submit = () => {
    const itemIds =
      providerOrder.items?.flatMap((item) => item.external_item_ids) ?? []
    cancel.mutate(
      {
        provider_order_id: providerOrder.id,
        ...givenNotes(notes),
        details: akinonDetails(akinon, itemIds),
      },
      { onSuccess: announceAndClose }
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
      <PauseNotice provider={provider} name={name} isAsking />
      <Notice variant="warning">
        {t("cancel.warning", { provider: name })}
      </Notice>
      {provider?.identifier === "fungies" && (
        <Notice variant="warning">{t("notices.refundsNothing")}</Notice>
      )}
      <CancelForecast providerOrder={providerOrder} name={name} />
      <NotesFields notes={notes} onChange={setNotes} />
      {provider?.identifier === "akinon" && (
        <AkinonFields form={akinon} onChange={setAkinon} />
      )}
    </FormDrawer>
  )
}
