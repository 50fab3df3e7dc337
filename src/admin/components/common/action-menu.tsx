import { EllipsisHorizontal } from "@medusajs/icons"
import { DropdownMenu, IconButton } from "@medusajs/ui"
import type { ReactNode } from "react"

interface Action {
  label: string
  icon: ReactNode
  onSelect: () => void
}

/** The button with three dots that opens a menu, as in all of the dashboard. */
export const ActionMenu = ({
  label,
  actions,
}: {
  label: string
  actions: Action[]
}) => {
  if (!actions.length) {
    return null
  }
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={label}
          className="shrink-0"
        >
          <EllipsisHorizontal />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        {actions.map(({ label: text, icon, onSelect }) => (
          <DropdownMenu.Item
            key={text}
            onSelect={onSelect}
            className="[&_svg]:text-ui-fg-subtle gap-x-2"
          >
            {icon}
            {text}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
