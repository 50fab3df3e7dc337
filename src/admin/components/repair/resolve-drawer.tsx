import { Checkbox, Label, RadioGroup, Textarea } from "@medusajs/ui"
import { useId, useState } from "react"
import { NOTE_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { useAnnounce } from "../../hooks/use-announce"
import { useAmounts } from "../../hooks/use-amounts"
import { useResolve } from "../../hooks/use-repair"
import { useWords } from "../../hooks/use-words"
import { providerName } from "../../lib/provider-name"
import { mayBeDone } from "../../lib/status"
import {
  type Cancellation,
  type CancellationProvider,
  type Resolution,
  RESOLUTIONS,
} from "../../lib/wire"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"
import { LastError } from "../common/last-error"
import { Notice } from "../common/notice"
import { OrderLink } from "../common/order-link"

interface ResolveDrawerProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  onClose: () => void
}

/** Closes a cancellation on a person's word, which is kept. Sends nothing. */
export const ResolveDrawer = ({
  cancellation,
  provider,
  onClose,
}: ResolveDrawerProps) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const resolve = useResolve(cancellation.id)
  const [resolution, setResolution] = useState<Resolution>()
  const [isConfirmed, setConfirmed] = useState(false)
  const [note, setNote] = useState("")
  const confirmId = useId()
  const name = providerName(cancellation.provider_id, provider?.identifier)
  const announceAndClose = useAnnounce(name, onClose)
  const mustConfirm = resolution === "dismissed" && mayBeDone(cancellation)

  const submit = () => {
    if (resolution) {
      resolve.mutate(
        {
          resolution,
          note: note.trim(),
          ...(mustConfirm && isConfirmed && { confirm_not_applied: true }),
        },
        { onSuccess: announceAndClose }
      )
    }
  }

  return (
    <FormDrawer
      title={t("resolve.title")}
      description={t("resolve.description", {
        extent: extent(cancellation),
        provider: name,
        id: cancellation.external_id,
      })}
      submitLabel={t("actions.resolve")}
      isPending={resolve.isPending}
      canSubmit={Boolean(
        resolution && note.trim() && (!mustConfirm || isConfirmed)
      )}
      error={resolve.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {cancellation.last_error && (
        <Notice variant="warning">
          <LastError cancellation={cancellation} name={name} />
        </Notice>
      )}
      <OrderLink url={cancellation.order_url} name={name} />
      <RadioGroup
        aria-label={t("resolve.choice")}
        value={resolution ?? ""}
        onValueChange={(value) =>
          setResolution(RESOLUTIONS.find((choice) => choice === value))
        }
      >
        {RESOLUTIONS.map((choice) => (
          <RadioGroup.ChoiceBox
            key={choice}
            value={choice}
            className="[&>div:first-child]:shrink-0"
            label={t(`resolve.${choice}`)}
            description={t(`resolve.${choice}Hint`, { provider: name })}
          />
        ))}
      </RadioGroup>
      {mustConfirm && (
        <div className="flex items-start gap-x-2">
          <Checkbox
            id={confirmId}
            checked={isConfirmed}
            onCheckedChange={(checked) => setConfirmed(checked === true)}
          />
          <Label htmlFor={confirmId} size="small">
            {t("resolve.confirm", { provider: name })}
          </Label>
        </div>
      )}
      <Field label={t("form.note")} hint={t("resolve.noteHint")}>
        {(control) => (
          <Textarea
            {...control}
            aria-required
            maxLength={NOTE_MAX_LENGTH}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
