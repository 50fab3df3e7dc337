import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useWords } from "../../hooks/use-words"
import { canResolve, canRetry } from "../../lib/status"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { ResolveDrawer } from "./resolve-drawer"
import { RetryDrawer } from "./retry-drawer"

interface RepairActionsProps {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
}

/** What a person can do about a cancellation, if anything. */
export const RepairActions = ({
  cancellation,
  provider,
}: RepairActionsProps) => {
  const { t } = useWords()
  const [open, setOpen] = useState<"retry" | "resolve" | null>(null)
  const close = () => setOpen(null)
  const isRetriable =
    canRetry(cancellation) && provider?.is_configured !== false
  return (
    <>
      {isRetriable && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => setOpen("retry")}
        >
          {t("actions.retry")}
        </Button>
      )}
      {canResolve(cancellation) && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => setOpen("resolve")}
        >
          {t("actions.resolve")}
        </Button>
      )}
      {open === "retry" && (
        <RetryDrawer
          cancellation={cancellation}
          provider={provider}
          onClose={close}
        />
      )}
      {open === "resolve" && (
        <ResolveDrawer
          cancellation={cancellation}
          provider={provider}
          onClose={close}
        />
      )}
    </>
  )
}
