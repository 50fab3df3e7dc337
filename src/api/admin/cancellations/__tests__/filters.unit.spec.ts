import { toQueryFilters } from "../filters"

describe("the filters of a list, as Query takes them", () => {
  it("leave out what is not asked for", () => {
    expect(toQueryFilters({ status: ["rejected"], kind: undefined })).toEqual({
      status: ["rejected"],
    })
  })

  it.each(["#12", "12"])("find %s as an order's number too", (q) => {
    expect(toQueryFilters({ q })).toEqual({
      $or: [{ external_id: { $ilike: `%${q}%` } }, { order_display_id: 12 }],
    })
  })

  it.each(["c-1", "12a", "9999999999", "##12"])(
    "find %s in external ids only",
    (q) => {
      expect(toQueryFilters({ q })).toEqual({
        $or: [{ external_id: { $ilike: `%${q}%` } }],
      })
    }
  )

  it("take wildcards literally", () => {
    expect(toQueryFilters({ q: "a_b%\\" })).toEqual({
      $or: [{ external_id: { $ilike: "%a\\_b\\%\\\\%" } }],
    })
  })
})
