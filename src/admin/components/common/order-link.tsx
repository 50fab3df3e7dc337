import { clx } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"

interface OrderLinkProps {
  /** Null where the store didn't say where such a page is. */
  url: string | null
  name: string
}

/** The page of an order at a provider, for those who are told to look there. */
export const OrderLink = ({ url, name }: OrderLinkProps) => {
  const { t } = useWords()
  return url === null ? null : (
    <a
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      className={clx("txt-compact-small-plus w-fit", LINK)}
    >
      {t("actions.openAt", { provider: name })}
    </a>
  )
}
