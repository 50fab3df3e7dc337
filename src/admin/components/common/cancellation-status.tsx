import { StatusBadge } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { statusColour } from "../../lib/status"
import type { CancellationStatus as Status } from "../../lib/wire"

export const CancellationStatus = ({ status }: { status: Status }) => {
  const { t } = useWords()
  return (
    <StatusBadge
      color={statusColour(status)}
      className="shrink-0 whitespace-nowrap"
    >
      {t(`status.${status}`)}
    </StatusBadge>
  )
}
