import { Alert } from "@medusajs/ui"
import type { ReactNode } from "react"

interface NoticeProps {
  variant: "info" | "success" | "warning" | "error"
  children: ReactNode
  /** Screen readers say it at once: it answers what the reader just did. */
  isAnswer?: boolean
}

export const Notice = ({ variant, children, isAnswer }: NoticeProps) => (
  <Alert
    variant={variant}
    role={isAnswer ? "alert" : "note"}
    className="[overflow-wrap:anywhere]"
  >
    {children}
  </Alert>
)
