import { toast } from "@medusajs/ui"
import { messageOf, refusalCodeOf } from "../lib/request-error"
import { useWords } from "./use-words"

/** Reports the failure of a request that has no form to show it in. */
export const useReportFailure = () => {
  const { t } = useWords()
  return (error: unknown): void => {
    const code = refusalCodeOf(error)
    const message = messageOf(error)
    if (code) {
      toast.error(t(`refusals.${code}`), { description: message ?? undefined })
    } else {
      toast.error(message ?? t("general.requestFailed"))
    }
  }
}
