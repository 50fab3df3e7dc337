import { Checkbox, Label, Textarea } from "@medusajs/ui"
import { useId, useState } from "react"
import { NOTE_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { useAnnounce } from "../../hooks/use-announce"
import { useAmounts } from "../../hooks/use-amounts"
import { useProviderNames } from "../../hooks/use-provider-names"
import { useRetry } from "../../hooks/use-repair"
import { useWords } from "../../hooks/use-words"
import { akinonDetails, EMPTY_AKINON_FORM } from "../../lib/akinon-details"
import { providerName } from "../../lib/provider-name"
import { isOutcomeUnknown, waitsFor } from "../../lib/status"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { AkinonFields } from "../common/akinon-fields"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"
import { PauseNotice } from "../common/pause-notice"
import { Notice } from "../common/notice"
import { LastError } from "../common/last-error"
import { OrderLink } from "../common/order-link"

interface RetryDrawerProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  onClose: () => void
}

/**
 * Tries a cancellation again. Where its outcome is unknown, the provider's
 * record is read first. Where there is none, a person has to confirm that it
 * wasn't carried out.
 */
export const RetryDrawer = ({
  cancellation,
  provider,
  onClose,
}: RetryDrawerProps) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const retry = useRetry(cancellation.id)
  const namesOf = useProviderNames()
  const [note, setNote] = useState("")
  const [isConfirmed, setConfirmed] = useState(false)
  const [akinon, setAkinon] = useState(EMPTY_AKINON_FORM)
  const confirmId = useId()

  const name = providerName(cancellation.provider_id, provider?.identifier)
  const announceAndClose = useAnnounce(name, onClose)
  const isUnknown = isOutcomeUnknown(cancellation)
  const first = waitsFor(cancellation)
  const words = t(
    cancellation.status === "pending" ? "actions.tryNow" : "actions.retry"
  )
  const isNoteMissing = isConfirmed && !note.trim()
  const itemIds =
    cancellation.items?.flatMap((item) => item.external_item_ids) ?? []

  const submit = () =>
    retry.mutate(
      {
        ...(note.trim() && { note: note.trim() }),
        ...(isConfirmed &&
          (first ? { without_waiting: true } : { confirm_not_applied: true })),
        details: akinonDetails(akinon, itemIds),
      },
      { onSuccess: announceAndClose }
    )

  return (
    <FormDrawer
      title={words}
      description={t("retry.description", {
        extent: extent(cancellation),
        provider: name,
        id: cancellation.external_id,
      })}
      submitLabel={isConfirmed ? t("retry.sendAgain") : words}
      isPending={retry.isPending}
      canSubmit={!isNoteMissing && (!first || isConfirmed)}
      error={retry.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {cancellation.last_error && (
        <Notice variant="warning">
          <LastError cancellation={cancellation} name={name} />
        </Notice>
      )}
      <PauseNotice provider={provider} name={name} isAsking />
      {(isUnknown || first) && (
        <>
          <Notice variant="warning">
            {first
              ? t("retry.waits", { providers: namesOf(first) })
              : t("retry.unknown", { provider: name })}
          </Notice>
          {isUnknown && <OrderLink url={cancellation.order_url} name={name} />}
          <div className="flex items-start gap-x-2">
            <Checkbox
              id={confirmId}
              checked={isConfirmed}
              onCheckedChange={(checked) => setConfirmed(checked === true)}
            />
            <Label htmlFor={confirmId} size="small">
              {first
                ? t("retry.withoutWaiting", { provider: name })
                : t("retry.confirm", { provider: name })}
            </Label>
          </div>
        </>
      )}
      <Field
        label={t("form.note")}
        hint={t(isConfirmed ? "retry.noteHint" : "form.noteHint")}
        error={isNoteMissing ? t("retry.noteMissing") : null}
        isOptional={!isConfirmed}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={NOTE_MAX_LENGTH}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      {provider?.identifier === "akinon" && (
        <AkinonFields form={akinon} onChange={setAkinon} />
      )}
    </FormDrawer>
  )
}
