import { RadioGroup, Textarea } from "@medusajs/ui"
import { useState } from "react"
import { useAnnounce } from "../../hooks/use-announce"
import { useMeasure } from "../../hooks/use-measure"
import { useResolve } from "../../hooks/use-repair"
import { useWords } from "../../hooks/use-words"
import { providerName } from "../../lib/provider-name"
import { resolutionsOf } from "../../lib/status"
import type {
  Cancellation,
  CancellationProvider,
  Resolution,
} from "../../lib/wire"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"

interface ResolveDrawerProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  onClose: () => void
}

/** Closes one on a person's word, which is kept. Nothing is sent. */
export const ResolveDrawer = ({
  cancellation,
  provider,
  onClose,
}: ResolveDrawerProps) => {
  const { t } = useWords()
  const { extent } = useMeasure()
  const resolve = useResolve(cancellation.id)
  const choices = resolutionsOf(cancellation)
  const [resolution, setResolution] = useState<Resolution | undefined>(
    choices.length === 1 ? choices[0] : undefined
  )
  const [note, setNote] = useState("")
  const name = providerName(cancellation.provider_id, provider?.identifier)
  const announceAndClose = useAnnounce(name, onClose)
  const isDismissal = choices.length === 1

  const submit = () => {
    if (resolution) {
      resolve.mutate(
        { resolution, note: note.trim() },
        { onSuccess: announceAndClose }
      )
    }
  }

  return (
    <FormDrawer
      title={t(isDismissal ? "resolve.dismissTitle" : "resolve.title")}
      description={t("resolve.description", {
        extent: extent(cancellation),
        provider: name,
        id: cancellation.external_id,
      })}
      submitLabel={t(isDismissal ? "actions.dismiss" : "actions.resolve")}
      isPending={resolve.isPending}
      canSubmit={Boolean(resolution && note.trim())}
      error={resolve.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {!isDismissal && (
        <RadioGroup
          aria-label={t("resolve.choice")}
          value={resolution ?? ""}
          onValueChange={(value) =>
            setResolution(choices.find((choice) => choice === value))
          }
        >
          {choices.map((choice) => (
            <RadioGroup.ChoiceBox
              key={choice}
              value={choice}
              label={t(`resolve.${choice}`)}
              description={t(`resolve.${choice}Hint`, { provider: name })}
            />
          ))}
        </RadioGroup>
      )}
      <Field label={t("form.note")} hint={t("resolve.noteHint")}>
        {(control) => (
          <Textarea
            {...control}
            aria-required
            maxLength={2_000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
