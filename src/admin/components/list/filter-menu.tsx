import { DropdownMenu } from "@medusajs/ui"
import { FilterButton } from "./filter-button"

interface Option {
  value: string
  label: string
}

interface FilterMenuProps {
  label: string
  options: Option[]
  selected: string[]
  onChange: (selected: string[]) => void
  /** One tick for all of them is called so. */
  all?: string
}

/** One filter, whose button shows what is chosen. */
export const FilterMenu = ({
  label,
  options,
  selected,
  onChange,
  all,
}: FilterMenuProps) => {
  const chosen = options.filter(({ value }) => selected.includes(value))
  const isAll = chosen.length === options.length
  const toggle = (value: string) =>
    onChange(
      selected.includes(value)
        ? selected.filter((one) => one !== value)
        : [...selected, value]
    )
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <FilterButton
          label={label}
          chosen={
            all && isAll ? all : chosen.map((one) => one.label).join(", ")
          }
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="start" aria-label={label}>
        {all && (
          <DropdownMenu.CheckboxItem
            checked={isAll}
            onCheckedChange={() =>
              onChange(isAll ? [] : options.map(({ value }) => value))
            }
            onSelect={(event) => event.preventDefault()}
          >
            {all}
          </DropdownMenu.CheckboxItem>
        )}
        {options.map(({ value, label: text }) => (
          <DropdownMenu.CheckboxItem
            key={value}
            checked={selected.includes(value)}
            onCheckedChange={() => toggle(value)}
            onSelect={(event) => event.preventDefault()}
          >
            {text}
          </DropdownMenu.CheckboxItem>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
