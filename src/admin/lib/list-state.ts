import { KINDS, SOURCES, STATUSES, TROUBLES } from "./wire"

export const PAGE_SIZE = 50

/** Periods to filter by, in days before today. */
export const PERIODS = ["1", "7", "30", "90"] as const

export const SORTABLE = [
  "created_at",
  "updated_at",
  "order_display_id",
  "provider_id",
  "status",
] as const

export interface Sort {
  id: string
  desc: boolean
}

export interface ListState {
  q: string
  status: string[]
  trouble: string[]
  provider_id: string[]
  kind: string[]
  source: string[]
  /** Days before today, or null for all. */
  period: string | null
  /** The first and the last day, as `2026-11-30`; null: no bound. */
  from: string | null
  to: string | null
  /** These only, such as those of one bulk retry. */
  id: string[]
  /** Null: as the server thinks best, see `shownSort`. */
  sort: Sort | null
  page: number
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day that there is, or null. */
const dayIn = (text: string | null): string | null =>
  text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

const only = (values: string[], known: readonly string[]): string[] =>
  values.filter((value) => known.includes(value))

/** Reads the list's state from its address, and ignores what makes no sense. */
export const readListState = (params: URLSearchParams): ListState => {
  const order = params.get("order") ?? ""
  const id = order.replace(/^-/, "")
  const isSortable = SORTABLE.some((known) => known === id)
  const page = Number(params.get("page") ?? "1")
  return {
    q: params.get("q") ?? "",
    status: only(params.getAll("status"), STATUSES),
    trouble: only(params.getAll("trouble"), TROUBLES),
    provider_id: params.getAll("provider_id"),
    kind: only(params.getAll("kind"), KINDS),
    source: only(params.getAll("source"), SOURCES),
    period: only([params.get("period") ?? ""], PERIODS)[0] ?? null,
    from: dayIn(params.get("from")),
    to: dayIn(params.get("to")),
    id: params.getAll("id"),
    sort: isSortable ? { id, desc: order.startsWith("-") } : null,
    page: Number.isInteger(page) && page > 0 && page <= 50_000 ? page - 1 : 0,
  }
}

const LISTED = [
  "status",
  "trouble",
  "provider_id",
  "kind",
  "source",
  "id",
] as const

const TIMES = ["period", "from", "to"] as const

/** Writes the list's state to its address, without the defaults. */
export const writeListState = (state: ListState): URLSearchParams => {
  const params = new URLSearchParams()
  if (state.q) {
    params.set("q", state.q)
  }
  for (const name of LISTED) {
    state[name].forEach((value) => params.append(name, value))
  }
  for (const name of TIMES) {
    if (state[name]) {
      params.set(name, state[name])
    }
  }
  if (state.sort) {
    params.set("order", orderOf(state.sort))
  }
  if (state.page > 0) {
    params.set("page", String(state.page + 1))
  }
  return params
}

export const hasFilters = (state: ListState): boolean =>
  Boolean(
    state.q ||
    LISTED.some((name) => state[name].length) ||
    TIMES.some((name) => state[name])
  )

/** Nothing is filtered by, from the first page on. */
export const NO_FILTERS = {
  q: "",
  status: [],
  trouble: [],
  provider_id: [],
  kind: [],
  source: [],
  id: [],
  period: null,
  from: null,
  to: null,
} satisfies Partial<ListState>

export type ListQuery = Record<
  string,
  string | number | string[] | Record<string, string>
>

const DAY_MS = 86_400_000

/**
 * The filters as the route takes them.
 *
 * @param now - epoch milliseconds; days begin in the reader's time zone
 */
export const toFilters = (state: ListState, now: number): ListQuery => ({
  ...(state.q && { q: state.q }),
  ...Object.fromEntries(
    LISTED.filter((name) => state[name].length).map((name) => [
      name,
      state[name],
    ])
  ),
  ...timesOf(state, now),
})

const timesOf = (
  { period, from, to }: ListState,
  now: number
): { created_at?: Record<string, string> } => {
  const bounds = {
    ...(period && { $gte: startOf(Number(period), now) }),
    ...(from && { $gte: midnight(from, 0) }),
    ...(to && { $lt: midnight(to, 1) }),
  }
  return Object.keys(bounds).length ? { created_at: bounds } : {}
}

/** When a day begins for the reader, or one some days later. */
const midnight = (day: string, later: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** Midnight, so that the same list has the same address all day. */
const startOf = (days: number, now: number): string => {
  const day = new Date(now - (days - 1) * DAY_MS)
  day.setHours(0, 0, 0, 0)
  return day.toISOString()
}

export const toQuery = (state: ListState, now: number): ListQuery => ({
  ...toFilters(state, now),
  limit: PAGE_SIZE,
  offset: state.page * PAGE_SIZE,
  ...(state.sort && { order: orderOf(state.sort) }),
})

const orderOf = ({ id, desc }: Sort): string => `${desc ? "-" : ""}${id}`

/**
 * What the heads of the columns show. Of what is in trouble the server gives
 * the most urgent first, which is the order of no column.
 */
export const shownSort = ({
  sort,
  trouble,
}: Pick<ListState, "sort" | "trouble">): Sort | null =>
  sort ?? (trouble.length ? null : { id: "created_at", desc: true })
