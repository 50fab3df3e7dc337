import { useMutation } from "@tanstack/react-query"
import { post } from "../lib/post"
import type { CheckAnswer } from "../lib/wire"

/** Asks whether a provider accepts the credentials. It changes nothing. */
export const useCheck = (id: string) =>
  useMutation({
    mutationFn: () =>
      post<CheckAnswer>(
        `/admin/cancellation-providers/${encodeURIComponent(id)}/check`,
        {}
      ),
  })
