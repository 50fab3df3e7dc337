import { TriangleDownMini } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { type ComponentPropsWithoutRef, forwardRef } from "react"

interface FilterButtonProps extends ComponentPropsWithoutRef<"button"> {
  label: string
  /** What is chosen, in words; empty: nothing is. */
  chosen: string
}

/** Opens a filter, and shows what is chosen in it. */
export const FilterButton = forwardRef<HTMLButtonElement, FilterButtonProps>(
  ({ label, chosen, ...props }, ref) => (
    <Button
      {...props}
      ref={ref}
      size="small"
      variant="secondary"
      className="max-w-64 shrink-0"
    >
      <span className="text-ui-fg-subtle shrink-0">
        {chosen ? `${label}:` : label}
      </span>
      {chosen && <span className="truncate">{chosen}</span>}
      <TriangleDownMini className="text-ui-fg-muted shrink-0" />
    </Button>
  )
)
FilterButton.displayName = "FilterButton"
