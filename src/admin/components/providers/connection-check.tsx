import { Button } from "@medusajs/ui"
import { useCheck } from "../../hooks/use-check"
import { useWords } from "../../hooks/use-words"
import type { CheckAnswer } from "../../lib/wire"
import { FailureText } from "../common/failure-text"
import { Notice } from "../common/notice"

interface ConnectionCheckProps {
  id: string
  name: string
}

/** Tests a provider's credentials, and says what came of it. */
export const ConnectionCheck = ({ id, name }: ConnectionCheckProps) => {
  const { t } = useWords()
  const { data, error, isPending, mutate } = useCheck(id)
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Button
        size="small"
        variant="secondary"
        isLoading={isPending}
        aria-label={t("check.buttonOf", { provider: name })}
        onClick={() => mutate()}
      >
        {t("check.button")}
      </Button>
      {data && <Result check={data.check} name={name} />}
      {error && (
        <Notice variant="error" isAnswer>
          <FailureText error={error} fallback={t("general.requestFailed")} />
        </Notice>
      )}
    </div>
  )
}

const Result = ({
  check,
  name,
}: {
  check: CheckAnswer["check"]
  name: string
}) => {
  const { t } = useWords()
  if ("supported" in check) {
    return (
      <Notice variant="info" isAnswer>
        {t("check.unsupported", { provider: name })}
      </Notice>
    )
  }
  return (
    <Notice variant={check.ok ? "success" : "error"} isAnswer>
      <p>{t(check.ok ? "check.ok" : "check.failed", { provider: name })}</p>
      <p className="text-ui-fg-subtle" lang="en">
        {check.message}
      </p>
    </Notice>
  )
}
