import { useCallback, useMemo } from "react"
import { useSearchParams } from "react-router-dom"
import {
  type ListState,
  readListState,
  writeListState,
} from "../lib/list-state"

/** The list as its address has it: a link to it shows the same. */
export const useListState = () => {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => readListState(params), [params])
  const change = useCallback(
    (changed: Partial<ListState>) => {
      setParams(
        (current) =>
          writeListState({
            ...readListState(current),
            // Another list begins at its first page.
            ...(changed.page === undefined && { page: 0 }),
            ...changed,
          }),
        { replace: true }
      )
    },
    [setParams]
  )
  return { state, change }
}
