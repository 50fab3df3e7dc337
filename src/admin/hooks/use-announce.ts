import { toast } from "@medusajs/ui"
import { isSaidOnly } from "../lib/status"
import type { Cancellation } from "../lib/wire"
import { useAmounts } from "./use-amounts"
import { useWords } from "./use-words"

/** Says how a cancellation that was asked for ended, and closes its form. */
export const useAnnounce = (provider: string, onClose: () => void) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  return ({ cancellation }: { cancellation: Cancellation }): void => {
    const words = t(
      isSaidOnly(cancellation)
        ? "announce.said"
        : `announce.${cancellation.status}`,
      { provider, extent: extent(cancellation) }
    )
    switch (cancellation.status) {
      case "succeeded":
        toast.success(words)
        break
      case "rejected":
        toast.error(words)
        break
      case "needs_review":
        toast.warning(words)
        break
      default:
        toast.info(words)
    }
    onClose()
  }
}
