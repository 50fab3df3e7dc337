import { NO_FILTERS, readListState, writeListState } from "./list-state"
import type { Colour } from "./status"
import { type Standing, troubleOf } from "./trouble"
import {
  type Cancellation,
  type CancellationProvider,
  type CancellationStatus,
  type Trouble,
  TROUBLES,
} from "./wire"

/** What somebody should look at, and where. `name`: a key of `attention.*`. */
export interface Concern {
  name: Trouble | "paused_providers" | "waiting"
  count: number
  to: string
  colour: Colour
}

type Provider = Pick<
  CancellationProvider,
  "id" | "is_paused" | "counts" | "failing" | "waiting_since"
>

/** What has waited for less will soon be done. The server's default too. */
const LONG_MS = 3_600_000

/** The address of the list that is filtered so. */
export const listOf = (filters: {
  status?: CancellationStatus[]
  trouble?: Trouble[]
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
  const paused = providers.filter(({ is_paused }) => is_paused)
  const late = providers.filter(
    ({ is_paused, waiting_since: since }) =>
      !is_paused && since !== null && now - Date.parse(since) >= LONG_MS
  )
  const concerns: Concern[] = [
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
      name: "failing",
      count: providers.reduce((total, { failing }) => total + failing, 0),
      to: listOf({ trouble: ["failing"] }),
      colour: "orange",
    },
    {
      name: "paused",
      count: sum(paused, "pending", "in_progress", "accepted"),
      to: listOf({ trouble: ["paused"] }),
      colour: "orange",
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
    {
      name: "paused_providers",
      count: paused.length,
      to: "/cancellations/providers",
      colour: "grey",
    },
  ]
  return concerns.filter(({ count }) => count > 0)
}

/** Whether anything waits at a provider that is paused. */
export const isAnyWaitingPaused = (
  providers: readonly Pick<Provider, "is_paused" | "counts">[]
): boolean =>
  providers.some(
    ({ is_paused, counts }) =>
      is_paused && counts.pending + counts.in_progress + counts.accepted > 0
  )

/** Where all of them are that failed, and how many. Null where none did. */
export const allOf = (
  concerns: readonly Concern[]
): Pick<Concern, "to" | "count"> | null => {
  const count = concerns
    .filter(({ name }) => TROUBLES.some((one) => one === name))
    .reduce((total, one) => total + one.count, 0)
  return count > 0 ? { count, to: listOf({ trouble: [...TROUBLES] }) } : null
}

/** The same for the cancellations of one order. */
export const concernsOfOrder = (
  cancellations: readonly Pick<
    Cancellation,
    "id" | "status" | "last_error" | "waits_for" | "provider_id"
  >[],
  providers: readonly (Pick<CancellationProvider, "id"> & Standing)[]
): Concern[] => {
  const troubled = cancellations.map((one) => ({
    id: one.id,
    trouble: troubleOf(
      one,
      providers.find(({ id }) => id === one.provider_id)
    ),
  }))
  return TROUBLES.flatMap((name) => {
    const ids = troubled
      .filter(({ trouble }) => trouble === name)
      .map(({ id }) => id)
    const [first] = ids
    return first === undefined
      ? []
      : [
          {
            name,
            colour: name === "rejected" ? "red" : "orange",
            count: ids.length,
            to:
              ids.length === 1
                ? `/cancellations/${first}`
                : listOf({ id: ids }),
          },
        ]
  })
}
