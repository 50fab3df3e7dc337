import { clx } from "@medusajs/ui"
import { useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import type { VoidFigures } from "../../lib/wire"
import { RemainingBar } from "./remaining-bar"

/** Total, voided, reserved and remaining, in the provider order's unit. */
export const Figures = ({ figures }: { figures: VoidFigures }) => {
  const { t } = useWords()
  const { inUnit } = useAmounts()
  if (figures.unit === "none") {
    return null
  }
  const shown = (amount: number | null): string =>
    amount === null ? t("figures.unknown") : inUnit(amount, figures)
  const lines = [
    { label: t("figures.total"), value: shown(figures.total) },
    {
      label: t("figures.voided"),
      value: shown(figures.voided),
      dot: "bg-ui-tag-neutral-icon",
    },
    ...(figures.reserved > 0
      ? [
          {
            label: t("figures.reserved"),
            value: shown(figures.reserved),
            dot: "bg-ui-tag-orange-icon",
          },
        ]
      : []),
    {
      label: t("figures.remaining"),
      value: shown(figures.remaining),
      dot: "bg-ui-tag-green-icon",
      isStrong: true,
    },
  ]
  return (
    <div className="flex flex-col gap-y-3">
      <RemainingBar figures={figures} />
      <dl className="flex flex-col gap-y-1">
        {lines.map(({ label, value, dot, isStrong }) => (
          <div
            key={label}
            className="flex items-center justify-between gap-x-4"
          >
            <dt className="txt-small text-ui-fg-subtle flex items-center gap-x-2">
              {dot && (
                <span
                  aria-hidden
                  className={clx("size-2 shrink-0 rounded-sm", dot)}
                />
              )}
              {label}
            </dt>
            <dd
              className={clx(
                "text-right tabular-nums",
                isStrong ? "txt-small-plus" : "txt-small"
              )}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
