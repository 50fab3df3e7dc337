import { XMark } from "@medusajs/icons"
import { Drawer, IconButton } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useWords } from "../../hooks/use-words"

interface DrawerHeaderProps {
  title: string
  description: ReactNode
}

/** As `Drawer.Header`, with a name for the button that closes the drawer. */
export const DrawerHeader = ({ title, description }: DrawerHeaderProps) => {
  const { t } = useWords()
  return (
    <div className="flex items-start justify-between gap-x-4 border-b px-6 py-4">
      <div className="flex min-w-0 flex-col gap-y-1">
        <Drawer.Title className="[overflow-wrap:anywhere]">
          {title}
        </Drawer.Title>
        <Drawer.Description className="text-ui-fg-subtle txt-small [overflow-wrap:anywhere]">
          {description}
        </Drawer.Description>
      </div>
      <Drawer.Close asChild>
        <IconButton
          size="small"
          type="button"
          variant="transparent"
          aria-label={t("general.close")}
          className="shrink-0"
        >
          <XMark />
        </IconButton>
      </Drawer.Close>
    </div>
  )
}
