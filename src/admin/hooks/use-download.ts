import { useMutation } from "@tanstack/react-query"
import type { ListQuery } from "../lib/list-state"
import { api } from "../lib/sdk"
import { useReportFailure } from "./use-report-failure"

/** Saves the list as a file. A link to it would lack the login's token. */
export const useDownload = () => {
  const reportFailure = useReportFailure()
  return useMutation({
    mutationFn: async (filters: ListQuery) =>
      (await api.exportCancellations(filters)).blob(),
    onSuccess: (file) => {
      const url = URL.createObjectURL(file)
      const link = document.createElement("a")
      link.href = url
      link.download = "cancellations.csv"
      link.click()
      URL.revokeObjectURL(url)
    },
    onError: reportFailure,
  })
}
