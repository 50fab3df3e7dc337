import { Alert } from "@medusajs/ui"
import type { ReactNode } from "react"

interface NoticeProps {
  variant: "info" | "warning" | "error"
  children: ReactNode
  /** Read out as soon as it appears: for what somebody just caused. */
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
