import { Skeleton } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"

export const Loading = ({ lines = 3 }: { lines?: number }) => {
  const { t } = useWords()
  return (
    <div role="status" aria-busy className="flex flex-col gap-y-3 px-6 py-4">
      <span className="sr-only">{t("general.loading")}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className="h-5 w-full" />
      ))}
    </div>
  )
}
