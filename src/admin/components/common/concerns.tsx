import { Button, clx, Container, Heading, StatusBadge } from "@medusajs/ui"
import { useLayoutEffect, useRef } from "react"
import { Link } from "react-router-dom"
import { useWords } from "../../hooks/use-words"
import { formatCount } from "../../lib/amount"
import type { Concern } from "../../lib/attention"
import { LINK } from "../../lib/link-style"

interface ConcernsProps {
  concerns: Concern[]
  widget: string
  /** Where all of them are. */
  all?: Pick<Concern, "to" | "count"> | null
}

/**
 * What somebody should look at, one link each. Empty where there is none.
 *
 * It puts itself first: Medusa 2.21 renders widgets of a zone `….before` last.
 * Styles alone would leave it last for the keyboard and for screen readers.
 */
export const Concerns = ({ concerns, widget, all }: ConcernsProps) => {
  const { t, locale } = useWords()
  const isEmpty = concerns.length === 0
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const page = ref.current?.parentElement
    if (ref.current && page?.firstElementChild !== ref.current) {
      page?.prepend(ref.current)
    }
  }, [isEmpty])
  return isEmpty ? null : (
    <Container
      ref={ref}
      role="region"
      aria-label={t("attention.heading")}
      data-widget={widget}
      className="order-first flex flex-wrap items-center gap-x-4 gap-y-2 px-6 py-4"
    >
      <Heading level="h2">{t("attention.heading")}</Heading>
      {all && (
        <Button asChild size="small" variant="secondary">
          <Link to={all.to}>
            {t("attention.all", { n: formatCount(all.count, locale) })}
          </Link>
        </Button>
      )}
      <ul className="flex flex-wrap items-center gap-2">
        {concerns.map(({ name, count, to, colour }) => (
          <li key={name}>
            <StatusBadge color={colour}>
              <Link to={to} className={clx("txt-compact-small-plus", LINK)}>
                {t(`attention.${name}`, { count })}
              </Link>
            </StatusBadge>
          </li>
        ))}
      </ul>
    </Container>
  )
}
