import { useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { sharesOf } from "../../lib/remaining"
import type { VoidFigures } from "../../lib/wire"

/** How much of a provider order is voided, reserved and left. */
export const RemainingBar = ({ figures }: { figures: VoidFigures }) => {
  const { t } = useWords()
  const { inUnit } = useAmounts()
  const shares = sharesOf(figures)
  if (!shares || figures.remaining === null || figures.total === null) {
    return null
  }
  return (
    <div
      role="img"
      aria-label={t("figures.bar", {
        remaining: inUnit(figures.remaining, figures),
        total: inUnit(figures.total, figures),
      })}
      className="bg-ui-bg-component-pressed flex h-2 w-full overflow-hidden rounded-full"
    >
      <span
        className="bg-ui-tag-neutral-icon h-full"
        style={{ width: `${shares.voided}%` }}
      />
      <span
        className="bg-ui-tag-orange-icon h-full"
        style={{ width: `${shares.reserved}%` }}
      />
      <span
        className="bg-ui-tag-green-icon h-full"
        style={{ width: `${shares.remaining}%` }}
      />
    </div>
  )
}
