import { clx, Text } from "@medusajs/ui"
import { useOutcomes } from "../../hooks/use-outcomes"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import { formatCount } from "../../lib/amount"
import { outcomesOf } from "../../lib/outcomes"
import { type Colour, statusColour } from "../../lib/status"

/** Whole names, because styles are found by them in the source. */
const FILL: Record<Colour, string> = {
  green: "bg-ui-tag-green-icon",
  red: "bg-ui-tag-red-icon",
  blue: "bg-ui-tag-blue-icon",
  orange: "bg-ui-tag-orange-icon",
  grey: "bg-ui-tag-neutral-icon",
  purple: "bg-ui-tag-purple-icon",
}

/** What became of a provider's cancellations, a bar for each of 14 days. */
export const OutcomeChart = ({ providerId }: { providerId: string }) => {
  const { t, locale } = useWords()
  const { day } = useTimes()
  const { data } = useOutcomes()
  const outcomes = outcomesOf(data ?? [], providerId, Date.now())
  if (!outcomes) {
    return null
  }
  const { days, totals, most } = outcomes
  const inWords = (parts: typeof totals): string =>
    parts
      .map(
        ({ status, count }) =>
          `${t(`status.${status}`)}: ${formatCount(count, locale)}`
      )
      .join(", ")
  const bars = days.map(({ date, parts, total }) => ({
    date,
    parts,
    total,
    words: `${day(date)} – ${inWords(parts) || formatCount(0, locale)}`,
  }))
  return (
    <figure className="flex flex-col gap-y-2 px-6 py-4" data-chart={providerId}>
      <figcaption className="txt-small text-ui-fg-subtle">
        {t("providers.outcomes")}
      </figcaption>
      <div aria-hidden className="flex h-20 items-end gap-1 border-b">
        {bars.map(({ date, parts, total, words }) => (
          <div
            key={date}
            title={words}
            className="flex h-full flex-1 items-end"
          >
            <div
              className="flex w-full flex-col-reverse overflow-hidden rounded-t"
              style={{ height: `${(total / most) * 100}%` }}
            >
              {parts.map(({ status, count }) => (
                <span
                  key={status}
                  className={FILL[statusColour(status)]}
                  style={{ flex: count }}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      <div
        aria-hidden
        className="txt-xsmall text-ui-fg-subtle flex justify-between"
      >
        {[days.at(0), days.at(-1)].map(
          (one) => one && <span key={one.date}>{day(one.date)}</span>
        )}
      </div>
      <div aria-hidden className="flex flex-wrap gap-x-4 gap-y-1">
        {totals.map((part) => (
          <Text
            key={part.status}
            size="xsmall"
            className="flex items-center gap-x-1.5"
          >
            <span
              className={clx(
                "size-2 rounded-sm",
                FILL[statusColour(part.status)]
              )}
            />
            {inWords([part])}
          </Text>
        ))}
      </div>
      <ul className="sr-only">
        {bars
          .filter(({ total }) => total > 0)
          .map(({ date, words }) => (
            <li key={date}>{words}</li>
          ))}
      </ul>
    </figure>
  )
}
