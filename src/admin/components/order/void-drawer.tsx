import { useState } from "react"
import { useAmounts } from "../../hooks/use-amounts"
import { useAnnounce } from "../../hooks/use-announce"
import { useVoidPart } from "../../hooks/use-order-actions"
import { usePreview } from "../../hooks/use-preview"
import { useWords } from "../../hooks/use-words"
import {
  akinonDetails,
  EMPTY_AKINON_FORM,
  itemIdsIn,
} from "../../lib/akinon-details"
import { readAmount } from "../../lib/amount"
import type { LineItem } from "../../lib/line-item"
import { EMPTY_NOTES, givenNotes } from "../../lib/notes"
import { allOf, toDrafts, toItems, type TypedItems } from "../../lib/void-draft"
import type {
  CancellationProvider,
  ProviderOrder,
  VoidBody,
  VoidFigures,
} from "../../lib/wire"
import { AkinonFields } from "../common/akinon-fields"
import { FormDrawer } from "../common/form-drawer"
import { PauseNotice } from "../common/pause-notice"
import { NotesFields } from "../common/notes-fields"
import { VoidAmount } from "./void-amount"
import { VoidItems } from "./void-items"
import { VoidPreview } from "./void-preview"

interface VoidDrawerProps {
  providerOrder: ProviderOrder
  figures: VoidFigures
  name: string
  provider: CancellationProvider | undefined
  lineItems: LineItem[]
  onClose: () => void
}

/** Voids a part: an amount, climes, or items, depending on the unit. */
export const VoidDrawer = ({
  providerOrder,
  figures,
  name,
  provider,
  lineItems,
  onClose,
}: VoidDrawerProps) => {
  const { t, locale } = useWords()
  const { extent } = useAmounts()
  const announceAndClose = useAnnounce(name, onClose)
  const voidPart = useVoidPart(providerOrder.order_id)
  const [typed, setTyped] = useState("")
  const [typedItems, setTypedItems] = useState<TypedItems>({})
  const [notes, setNotes] = useState(EMPTY_NOTES)
  const [akinon, setAkinon] = useState(EMPTY_AKINON_FORM)

  const isByItem = providerOrder.unit === "item"
  const typedAmount = readAmount(typed, locale, figures)
  const drafts = toDrafts(figures.items, typedItems)
  const part = isByItem
    ? { items: toItems(drafts) ?? undefined }
    : { amount: typedAmount.type === "amount" ? typedAmount.amount : undefined }

  const bodyWith = (details: VoidBody["details"]): VoidBody | null =>
    part.items || part.amount
      ? {
          provider_order_id: providerOrder.id,
          ...part,
          ...givenNotes(notes),
          details,
        }
      : null

  // Account numbers aren't sent for a preview.
  const { preview, error, isCurrent, isLoading } = usePreview(
    providerOrder.order_id,
    bodyWith(akinonDetails(akinon, []))
  )

  const submit = () => {
    const body = bodyWith(
      akinonDetails(akinon, itemIdsIn(preview?.request.body))
    )
    if (body) {
      voidPart.mutate(body, { onSuccess: announceAndClose })
    }
  }

  return (
    <FormDrawer
      title={t("void.title", { provider: name })}
      description={t("void.description", { id: providerOrder.external_id })}
      submitLabel={t("void.submit")}
      isPending={voidPart.isPending}
      canSubmit={isCurrent}
      error={voidPart.error ?? error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PauseNotice provider={provider} name={name} isAsking />
      {isByItem ? (
        <VoidItems
          drafts={drafts}
          lineItems={lineItems}
          onAll={() => setTypedItems(allOf(drafts))}
          onChange={(id, changed) =>
            setTypedItems((all) => ({
              ...all,
              [id]: { ...all[id], ...changed },
            }))
          }
        />
      ) : (
        <VoidAmount
          typed={typed}
          typedAmount={typedAmount}
          amountUnit={figures}
          remaining={figures.remaining}
          onChange={setTyped}
        />
      )}
      <VoidPreview
        preview={error ? null : preview}
        isLoading={isLoading}
        extent={extent({ ...figures, items: null, ...part, kind: "void" })}
        amountUnit={figures}
        name={name}
      />
      <NotesFields notes={notes} onChange={setNotes} />
      {provider?.identifier === "akinon" && (
        <AkinonFields form={akinon} onChange={setAkinon} />
      )}
    </FormDrawer>
  )
}
