import { clx, Container, Heading, StatusBadge } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useWords } from "../../hooks/use-words"
import type { Concern } from "../../lib/attention"
import { LINK } from "../../lib/link-style"

interface ConcernsProps {
  concerns: Concern[]
  widget: string
  /** Where all of them are. */
  all?: string | null
}

/**
 * What somebody should look at, one link each. Empty where there is none.
 *
 * It puts itself first: Medusa 2.21 renders widgets of a zone `….before` last.
 */
export const Concerns = ({ concerns, widget, all }: ConcernsProps) => {
  const { t } = useWords()
  return concerns.length === 0 ? null : (
    <Container
      role="region"
      aria-label={t("attention.heading")}
      data-widget={widget}
      className="order-first flex flex-wrap items-center gap-x-4 gap-y-2 px-6 py-4"
    >
      <Heading level="h2">{t("attention.heading")}</Heading>
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
      {all && (
        <Link to={all} className={clx("txt-compact-small-plus", LINK)}>
          {t("attention.all")}
        </Link>
      )}
    </Container>
  )
}
