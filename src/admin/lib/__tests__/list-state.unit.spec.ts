import {
  hasFilters,
  NO_FILTERS,
  readListState,
  shownSort,
  toFilters,
  toQuery,
  writeListState,
} from "../list-state"

const read = (address: string) => readListState(new URLSearchParams(address))

describe("the address of a list", () => {
  it("is empty for the list as it always is", () => {
    const state = read("")
    expect(state).toMatchObject({ sort: null, page: 0 })
    expect(shownSort(state)).toEqual({ id: "created_at", desc: true })
    expect(hasFilters(state)).toBe(false)
    expect(writeListState(state).toString()).toBe("")
  })

  it("keeps all there is to a list", () => {
    const address =
      "q=%2342&status=rejected&status=needs_review&trouble=failing&provider_id=climes" +
      "&kind=void&source=admin&id=cncl_1&id=cncl_2&from=2026-06-01" +
      "&to=2026-06-15&order=status&page=3"
    expect(writeListState(read(address)).toString()).toBe(address)
    expect(hasFilters(read(address))).toBe(true)
  })

  it.each([
    "status=made_up",
    "trouble=bad",
    "kind=all",
    "period=forever",
    "from=yesterday",
    "to=2026-13-01",
    "order=password",
    "page=-1",
    "page=x",
    "page=1e99",
  ])("leaves nonsense out: %s", (address) => {
    expect(read(address)).toEqual(read(""))
  })
})

describe("what the server is asked", () => {
  const now = new Date(2026, 5, 15, 13, 30).getTime()

  it("is the page that is looked at", () => {
    expect(toQuery(read("page=3&order=order_display_id"), now)).toEqual({
      limit: 50,
      offset: 100,
      order: "order_display_id",
    })
  })

  it("leaves the order of what is in trouble to the server, unless asked", () => {
    const urgent = read("trouble=failing")
    expect(toQuery(urgent, now)).toEqual({
      trouble: ["failing"],
      limit: 50,
      offset: 0,
    })
    expect(shownSort(urgent)).toBeNull()

    const newest = "trouble=failing&order=-created_at"
    expect(writeListState(read(newest)).toString()).toBe(newest)
    expect(toQuery(read(newest), now)).toMatchObject({ order: "-created_at" })
    expect(shownSort(read(newest))).toEqual({ id: "created_at", desc: true })
  })

  it("is of whole days of the reader's, the last one too", () => {
    const midnight = (day: number) => new Date(2026, 5, day).toISOString()
    expect(toFilters(read("from=2026-06-01&to=2026-06-15"), now)).toEqual({
      created_at: { $gte: midnight(1), $lt: midnight(16) },
    })
    expect(toFilters(read("to=2026-06-30"), now)).toEqual({
      created_at: { $lt: midnight(31) },
    })
  })

  it("is nothing once all filters are cleared", () => {
    const state = {
      ...read("q=a&status=rejected&id=cncl_1&period=7&from=2026-06-01"),
      ...NO_FILTERS,
    }
    expect(hasFilters(state)).toBe(false)
    expect(toFilters(state, now)).toEqual({})
  })

  it.each([
    ["1", new Date(2026, 5, 15)],
    ["7", new Date(2026, 5, 9)],
  ])("begins %s days back at midnight, today counted", (days, midnight) => {
    expect(toFilters(read(`period=${days}`), now)).toEqual({
      created_at: { $gte: midnight.toISOString() },
    })
  })
})
