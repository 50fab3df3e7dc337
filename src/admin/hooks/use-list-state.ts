import { useCallback, useMemo } from "react"
import { useSearchParams } from "react-router-dom"
import {
  type ListState,
  readListState,
  writeListState,
} from "../lib/list-state"

/** The list's state, kept in its address. A link to it shows the same list. */
export const useListState = () => {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => readListState(params), [params])
  const change = useCallback(
    (changed: Partial<ListState>) => {
      setParams(
        (current) =>
          writeListState({
            ...readListState(current),
            // A different list begins at its first page.
            ...(changed.page === undefined && { page: 0 }),
            ...changed,
          }),
        // "Back" undoes a search at once, and not letter by letter.
        { replace: Boolean(changed.q && state.q) }
      )
    },
    [setParams, state.q]
  )
  return { state, change }
}
