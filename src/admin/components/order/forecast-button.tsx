import { Eye } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useWords } from "../../hooks/use-words"
import type { CancellationProvider } from "../../lib/wire"
import { ForecastDrawer } from "./forecast-drawer"

interface ForecastButtonProps {
  orderId: string
  providers: CancellationProvider[]
}

/** Looks ahead, before somebody presses Medusa's own button. */
export const ForecastButton = (order: ForecastButtonProps) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="px-6 py-4">
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        <Eye />
        {t("forecast.title")}
      </Button>
      {isOpen && <ForecastDrawer {...order} onClose={() => setOpen(false)} />}
    </div>
  )
}
