import { useMutation } from "@tanstack/react-query"
import { api } from "../lib/sdk"

/** Asks whether a provider accepts the credentials. It changes nothing. */
export const useCheck = (id: string) =>
  useMutation({ mutationFn: () => api.checkCancellationProvider(id) })
