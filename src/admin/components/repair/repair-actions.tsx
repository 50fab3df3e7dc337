import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useNow } from "../../hooks/use-now"
import { useWords } from "../../hooks/use-words"
import { canReopen, canResolve, canRetry, canTryNow } from "../../lib/status"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { ReopenDrawer } from "./reopen-drawer"
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
  const [open, setOpen] = useState<"retry" | "resolve" | "reopen" | null>(null)
  const close = () => setOpen(null)
  const isLate = canTryNow(cancellation, useNow()) && !provider?.is_paused
  const isRetriable =
    (canRetry(cancellation) || isLate) && provider?.is_configured !== false
  return (
    <>
      {isRetriable && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => setOpen("retry")}
        >
          {t(isLate ? "actions.tryNow" : "actions.retry")}
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
      {canReopen(cancellation) && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => setOpen("reopen")}
        >
          {t("actions.reopen")}
        </Button>
      )}
      {open === "reopen" && (
        <ReopenDrawer
          cancellation={cancellation}
          provider={provider}
          onClose={close}
        />
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
