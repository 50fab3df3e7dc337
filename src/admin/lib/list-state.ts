import { KINDS, SOURCES, STATUSES } from "./wire"

export const PAGE_SIZE = 20

/** Periods to filter by, in days before today. */
export const PERIODS = ["1", "7", "30", "90"] as const

export const SORTABLE = [
  "created_at",
  "updated_at",
  "order_display_id",
  "provider_id",
  "status",
] as const

export interface ListState {
  q: string
  status: string[]
  provider_id: string[]
  kind: string[]
  source: string[]
  /** Days before today, or null for all. */
  period: string | null
  sort: { id: string; desc: boolean }
  page: number
}

const only = (values: string[], known: readonly string[]): string[] =>
  values.filter((value) => known.includes(value))

/** Reads the list's state from its address, and ignores what makes no sense. */
export const readListState = (params: URLSearchParams): ListState => {
  const order = params.get("order") ?? "-created_at"
  const id = order.replace(/^-/, "")
  const isSortable = SORTABLE.some((known) => known === id)
  const page = Number(params.get("page") ?? "1")
  return {
    q: params.get("q") ?? "",
    status: only(params.getAll("status"), STATUSES),
    provider_id: params.getAll("provider_id"),
    kind: only(params.getAll("kind"), KINDS),
    source: only(params.getAll("source"), SOURCES),
    period: only([params.get("period") ?? ""], PERIODS)[0] ?? null,
    sort: isSortable
      ? { id, desc: order.startsWith("-") }
      : { id: "created_at", desc: true },
    page: Number.isInteger(page) && page > 0 && page <= 50_000 ? page - 1 : 0,
  }
}

/** Writes the list's state to its address, without the defaults. */
export const writeListState = (state: ListState): URLSearchParams => {
  const params = new URLSearchParams()
  if (state.q) {
    params.set("q", state.q)
  }
  for (const name of ["status", "provider_id", "kind", "source"] as const) {
    state[name].forEach((value) => params.append(name, value))
  }
  if (state.period) {
    params.set("period", state.period)
  }
  const order = `${state.sort.desc ? "-" : ""}${state.sort.id}`
  if (order !== "-created_at") {
    params.set("order", order)
  }
  if (state.page > 0) {
    params.set("page", String(state.page + 1))
  }
  return params
}

export const hasFilters = (state: ListState): boolean =>
  Boolean(
    state.q ||
    state.status.length ||
    state.provider_id.length ||
    state.kind.length ||
    state.source.length ||
    state.period
  )

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
  ...(state.status.length && { status: state.status }),
  ...(state.provider_id.length && { provider_id: state.provider_id }),
  ...(state.kind.length && { kind: state.kind }),
  ...(state.source.length && { source: state.source }),
  ...(state.period && {
    created_at: { $gte: startOf(Number(state.period), now) },
  }),
})

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
  order: `${state.sort.desc ? "-" : ""}${state.sort.id}`,
})
