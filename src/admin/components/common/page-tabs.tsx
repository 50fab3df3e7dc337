import { clx } from "@medusajs/ui"
import { NavLink } from "react-router-dom"
import { useWords } from "../../hooks/use-words"

const tab = ({ isActive }: { isActive: boolean }) =>
  clx(
    "txt-compact-small-plus transition-fg text-ui-fg-subtle inline-flex items-center rounded-full px-2.5 py-1 outline-none",
    "hover:text-ui-fg-base focus-visible:shadow-borders-focus",
    isActive && "text-ui-fg-base bg-ui-bg-base shadow-elevation-card-rest"
  )

/** Switches between the cancellations and the providers. */
export const PageTabs = () => {
  const { t } = useWords()
  return (
    <nav aria-label={t("tabs.label")} className="flex items-center gap-2 px-1">
      <NavLink end to="/cancellations" className={tab}>
        {t("tabs.cancellations")}
      </NavLink>
      <NavLink to="/cancellations/providers" className={tab}>
        {t("tabs.providers")}
      </NavLink>
    </nav>
  )
}
