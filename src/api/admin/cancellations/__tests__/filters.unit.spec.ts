import { toQueryFilters } from "../filters"

describe("the filters of a list, as Query takes them", () => {
  it("leave out what is not asked for", () => {
    expect(toQueryFilters({ status: ["rejected"], kind: undefined })).toEqual({
      status: ["rejected"],
    })
  })

  const containing = (text: string): unknown[] => [
    { external_id: { $ilike: `%${text}%` } },
    { order_custom_display_id: { $ilike: `%${text.replace(/^#/, "")}%` } },
  ]

  it.each(["#12", "12"])("find %s as Medusa's number of an order too", (q) => {
    expect(toQueryFilters({ q })).toEqual({
      $or: [...containing(q), { order_display_id: 12 }],
    })
  })

  it.each(["c-1", "#SHOP-7", "12a", "9999999999", "##12"])(
    "find %s in external ids and the store's own numbers only",
    (q) => {
      expect(toQueryFilters({ q })).toEqual({ $or: containing(q) })
    }
  )

  it("find the orders that an address stands for, too", () => {
    const q = "jane@example.com"
    expect(toQueryFilters({ q }, ["order_1"])).toEqual({
      $or: [...containing(q), { order_id: ["order_1"] }],
    })
  })

  it("take wildcards literally, and a lone # for itself", () => {
    expect(toQueryFilters({ q: "a_b%\\" })).toEqual({
      $or: [
        { external_id: { $ilike: "%a\\_b\\%\\\\%" } },
        { order_custom_display_id: { $ilike: "%a\\_b\\%\\\\%" } },
      ],
    })
    expect(toQueryFilters({ q: "#" })).toEqual({
      $or: [
        { external_id: { $ilike: "%#%" } },
        { order_custom_display_id: { $ilike: "%#%" } },
      ],
    })
  })
})
