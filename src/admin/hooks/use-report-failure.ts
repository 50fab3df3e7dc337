import { toast } from "@medusajs/ui"
import { messageOf } from "../lib/request-error"
import { useWords } from "./use-words"

/** Says what became of a request that has no form to say it in. */
export const useReportFailure = () => {
  const { t } = useWords()
  return (error: unknown): void => {
    toast.error(messageOf(error) ?? t("general.requestFailed"))
  }
}
