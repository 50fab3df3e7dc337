import { clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"

/** What a shop assistant needs no more than once a year, folded. */
export const TechnicalDetails = ({ children }: { children: ReactNode }) => {
  const { t } = useWords()
  return (
    <details>
      <summary
        className={clx("txt-compact-small-plus w-fit cursor-pointer", LINK)}
      >
        {t("detail.technical")}
      </summary>
      <div className="mt-3 flex flex-col gap-y-3">{children}</div>
    </details>
  )
}
