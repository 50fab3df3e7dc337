import fc from "fast-check"
import { pathSegment } from "../http/path-segment"

describe("an id in a URL's path", () => {
  it.each([
    ["A-1", "A-1"],
    ["#F/100", "%23F%2F100"],
    ["876 287?x=1&y", "876%20287%3Fx%3D1%26y"],
    ["..%2f", "..%252f"],
    ["%2e%2e", "%252e%252e"],
    ["...", "..."],
    ["größe €🔑", "gr%C3%B6%C3%9Fe%20%E2%82%AC%F0%9F%94%91"],
    ["\\..\\", "%5C..%5C"],
    ["\n", "%0A"],
  ])("%j is percent-encoded", (id, expected) => {
    expect(pathSegment(id)).toBe(expected)
  })

  it.each(["", ".", "..", "\ud83d", "a\udd11"])("%j can't be one", (id) => {
    expect(pathSegment(id)).toBeNull()
  })

  it("comes out of the URL as it went in, or is refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 8 }), (id) => {
        const segment = pathSegment(id)
        fc.pre(segment !== null)
        const url = new URL(`https://x.test/orders/${segment}/cancel`)
        const [, orders, found = "", cancel, ...rest] = url.pathname.split("/")
        expect([orders, decodeURIComponent(found), cancel, rest]).toEqual([
          "orders",
          id,
          "cancel",
          [],
        ])
        expect([url.search, url.hash]).toEqual(["", ""])
      })
    )
  })

  it("is refused, and never throws, for whatever else a string may hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 }),
        (units) => {
          const id = String.fromCharCode(...units)
          const segment = pathSegment(id)
          expect(segment === null ? id : decodeURIComponent(segment)).toBe(id)
        }
      )
    )
  })
})
