import { toast } from "@medusajs/ui"
import type { Cancellation } from "../lib/wire"
import { useMeasure } from "./use-measure"
import { useWords } from "./use-words"

/** Says what came of something that somebody asked for. */
export const useAnnounce = () => {
  const { t } = useWords()
  const { extent } = useMeasure()
  return (cancellation: Cancellation, provider: string): void => {
    const words = t(`announce.${cancellation.status}`, {
      provider,
      extent: extent(cancellation),
    })
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
  }
}
