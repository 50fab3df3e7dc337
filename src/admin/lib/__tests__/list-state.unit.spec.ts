import {
  hasFilters,
  readListState,
  toFilters,
  toQuery,
  writeListState,
} from "../list-state"

const read = (address: string) => readListState(new URLSearchParams(address))

describe("the address of a list", () => {
  it("is empty for the list as it always is", () => {
    const state = read("")
    expect(state).toMatchObject({
      sort: { id: "created_at", desc: true },
      page: 0,
    })
    expect(hasFilters(state)).toBe(false)
    expect(writeListState(state).toString()).toBe("")
  })

  it("keeps all there is to a list", () => {
    const address =
      "q=%2342&status=rejected&status=needs_review&provider_id=climes" +
      "&kind=void&source=admin&period=7&order=status&page=3"
    expect(writeListState(read(address)).toString()).toBe(address)
    expect(hasFilters(read(address))).toBe(true)
  })

  it.each([
    "status=made_up",
    "kind=all",
    "period=forever",
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
      limit: 20,
      offset: 40,
      order: "order_display_id",
    })
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
