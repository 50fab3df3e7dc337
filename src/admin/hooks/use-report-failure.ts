import { toast } from "@medusajs/ui"
import { messageOf } from "../lib/request-error"
import { useWords } from "./use-words"

/** Reports the failure of a request that has no form to show it in. */
export const useReportFailure = () => {
  const { t } = useWords()
  return (error: unknown): void => {
    toast.error(messageOf(error) ?? t("general.requestFailed"))
  }
}
