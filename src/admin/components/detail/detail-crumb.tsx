import { useCancellation } from "../../hooks/use-cancellations"
import { useWords } from "../../hooks/use-words"
import { orderNumber } from "../../lib/order-number"

/** "#10 · Partial void". */
export const DetailCrumb = ({ id }: { id: string }) => {
  const { t } = useWords()
  const { data } = useCancellation(id)
  return <>{data ? `${orderNumber(data)} · ${t(`kind.${data.kind}`)}` : "…"}</>
}
