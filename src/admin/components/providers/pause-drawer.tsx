import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { REASON_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import { usePause } from "../../hooks/use-pause"
import { useWords } from "../../hooks/use-words"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"

interface PauseDrawerProps {
  id: string
  name: string
  onClose: () => void
}

/** Pauses a provider: nothing is sent to it until somebody resumes it. */
export const PauseDrawer = ({ id, name, onClose }: PauseDrawerProps) => {
  const { t } = useWords()
  const pause = usePause(id)
  const [reason, setReason] = useState("")
  return (
    <FormDrawer
      title={t("pause.title", { provider: name })}
      description={t("pause.description")}
      submitLabel={t("actions.pause")}
      isPending={pause.isPending}
      canSubmit
      error={pause.error}
      onSubmit={() =>
        pause.mutate(reason.trim(), {
          onSuccess: () => {
            toast.success(t("pause.done", { provider: name }))
            onClose()
          },
        })
      }
      onClose={onClose}
    >
      <Field label={t("form.reason")} hint={t("pause.reasonHint")} isOptional>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={REASON_MAX_LENGTH}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </FormDrawer>
  )
}
