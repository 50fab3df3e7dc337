import { Button, Text } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { FailureText } from "./failure-text"

interface LoadFailedProps {
  error: unknown
  onRetry: () => unknown
}

export const LoadFailed = ({ error, onRetry }: LoadFailedProps) => {
  const { t } = useWords()
  return (
    <div role="alert" className="flex flex-col items-start gap-y-3 px-6 py-4">
      <div>
        <Text size="small" weight="plus">
          {t("general.loadFailed")}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          <FailureText error={error} fallback={t("general.tryLater")} />
        </Text>
      </div>
      <Button size="small" variant="secondary" onClick={() => void onRetry()}>
        {t("general.loadAgain")}
      </Button>
    </div>
  )
}
