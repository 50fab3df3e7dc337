import { NO_FILTERS, readListState, writeListState } from "./list-state"
import type { Colour } from "./status"
import type {
  Cancellation,
  CancellationProvider,
  CancellationStatus,
} from "./wire"

/** What somebody should look at, and where. `name`: a key of `attention.*`. */
export interface Concern {
  name: "paused" | "needs_review" | "rejected" | "waiting"
  count: number
  to: string
  colour: Colour
}

type Provider = Pick<
  CancellationProvider,
  "id" | "is_paused" | "counts" | "waiting_since"
>

/** What has waited for less will soon be done. The server's default too. */
const LONG_MS = 3_600_000

/** The address of the list that is filtered so. */
export const listOf = (filters: {
  status?: CancellationStatus[]
  provider_id?: string[]
  id?: string[]
}): string => {
  const state = readListState(new URLSearchParams())
  const query = writeListState({ ...state, ...NO_FILTERS, ...filters })
  return `/cancellations?${query}`
}

const sum = (
  providers: readonly Provider[],
  ...statuses: (keyof Provider["counts"])[]
): number =>
  providers
    .flatMap(({ counts }) => statuses.map((status) => counts[status]))
    .reduce((total, count) => total + count, 0)

/**
 * What somebody should look at, the gravest first, without what there is none
 * of.
 *
 * @param now - epoch milliseconds
 */
export const concernsOf = (
  providers: readonly Provider[],
  now: number
): Concern[] => {
  const late = providers.filter(
    ({ waiting_since: since }) =>
      since !== null && now - Date.parse(since) >= LONG_MS
  )
  const concerns: Concern[] = [
    {
      name: "paused",
      count: providers.filter(({ is_paused }) => is_paused).length,
      to: "/cancellations/providers",
      colour: "red",
    },
    {
      name: "needs_review",
      count: sum(providers, "needs_review"),
      to: listOf({ status: ["needs_review"] }),
      colour: "orange",
    },
    {
      name: "rejected",
      count: sum(providers, "rejected"),
      to: listOf({ status: ["rejected"] }),
      colour: "red",
    },
    {
      name: "waiting",
      count: sum(late, "pending", "in_progress"),
      to: listOf({
        status: ["pending", "in_progress"],
        provider_id: late.map(({ id }) => id),
      }),
      colour: "blue",
    },
  ]
  return concerns.filter(({ count }) => count > 0)
}

/** The same for the cancellations of one order. */
export const concernsOfOrder = (
  cancellations: readonly Pick<Cancellation, "id" | "status">[]
): Concern[] =>
  (
    [
      { name: "needs_review", colour: "orange" },
      { name: "rejected", colour: "red" },
    ] as const
  ).flatMap(({ name, colour }) => {
    const ids = cancellations
      .filter(({ status }) => status === name)
      .map(({ id }) => id)
    const [first] = ids
    return first === undefined
      ? []
      : [
          {
            name,
            colour,
            count: ids.length,
            to:
              ids.length === 1
                ? `/cancellations/${first}`
                : listOf({ id: ids }),
          },
        ]
  })
