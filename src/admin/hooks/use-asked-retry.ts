import { usePrompt } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import { countByProvider } from "../lib/bulk"
import { providerName } from "../lib/provider-name"
import type { Cancellation, CancellationProvider } from "../lib/wire"
import type { Bulk } from "./use-bulk"
import { useBulkRetry } from "./use-repair"
import { useReportFailure } from "./use-report-failure"
import { useWords } from "./use-words"

/**
 * Tries several again, once the reader has seen how many, and where.
 *
 * @param rows - those of the page that is shown
 */
export const useAskedRetry = (
  rows: Cancellation[],
  providers: CancellationProvider[],
  onDone: (bulk: Bulk) => void
) => {
  const { t, locale } = useWords()
  const prompt = usePrompt()
  const reportFailure = useReportFailure()
  const bulk = useBulkRetry()
  // Some may have been chosen on another page.
  const seen = useRef(new Map<string, Cancellation>())

  useEffect(() => {
    rows.forEach((row) => seen.current.set(row.id, row))
  }, [rows])

  return async (ids: string[]): Promise<void> => {
    const asked = ids.flatMap((id) => seen.current.get(id) ?? [])
    const places = countByProvider(asked).map(([id, n]) => {
      const identifier = providers.find((one) => one.id === id)?.identifier
      return t("bulk.at", { n, provider: providerName(id, identifier) })
    })
    const isMeant = await prompt({
      variant: "confirmation",
      title: t("bulk.ask", { count: ids.length }),
      description: new Intl.ListFormat(locale, { type: "unit" }).format(places),
      confirmText: t("actions.retry"),
      cancelText: t("general.close"),
    })
    if (isMeant) {
      bulk.mutate(ids, {
        onSuccess: (result) => onDone({ result, asked }),
        onError: reportFailure,
      })
    }
  }
}
