import { TriangleDownMini } from "@medusajs/icons"
import { Button, DropdownMenu } from "@medusajs/ui"

interface Option {
  value: string
  label: string
}

interface FilterMenuProps {
  label: string
  options: Option[]
  selected: string[]
  isSingle?: boolean
  onChange: (selected: string[]) => void
}

/** One filter, whose button shows what is chosen. */
export const FilterMenu = ({
  label,
  options,
  selected,
  isSingle,
  onChange,
}: FilterMenuProps) => {
  const chosen = options.filter(({ value }) => selected.includes(value))
  const toggle = (value: string) => {
    if (selected.includes(value)) {
      onChange(selected.filter((one) => one !== value))
    } else {
      onChange(isSingle ? [value] : [...selected, value])
    }
  }
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <Button size="small" variant="secondary" className="max-w-64">
          <span className="text-ui-fg-subtle shrink-0">
            {chosen.length ? `${label}:` : label}
          </span>
          {chosen.length > 0 && (
            <span className="truncate">
              {chosen.map((one) => one.label).join(", ")}
            </span>
          )}
          <TriangleDownMini className="text-ui-fg-muted shrink-0" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="start" aria-label={label}>
        {options.map(({ value, label: text }) => (
          <DropdownMenu.CheckboxItem
            key={value}
            checked={selected.includes(value)}
            onCheckedChange={() => toggle(value)}
            onSelect={(event) => !isSingle && event.preventDefault()}
          >
            {text}
          </DropdownMenu.CheckboxItem>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
