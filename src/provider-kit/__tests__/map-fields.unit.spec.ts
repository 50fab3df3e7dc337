import fc from "fast-check"
import { mapFields } from "../map-fields"

describe("a copy of an object's fields", () => {
  it("is what Object.fromEntries makes of them", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const copy = mapFields(
          value,
          (inner, name) => [name, inner],
          (name) => `${name}'`
        )
        const expected = Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [
            `${name}'`,
            [name, inner],
          ])
        )
        expect(JSON.stringify(copy)).toBe(JSON.stringify(expected))
      })
    )
  })

  it.each([`{"__proto__":{"a":1},"b":2}`, `{"constructor":1,"toString":2}`])(
    "has the field of %s as a field",
    (json) => {
      const copy = mapFields(JSON.parse(json) as object, (inner) => inner)

      expect(JSON.stringify(copy)).toBe(json)
      expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    }
  )

  it("is made where nobody may change what objects inherit", () => {
    // As in a store that has frozen `Object.prototype`.
    const inherited = Object.getOwnPropertyDescriptor(
      Object.prototype,
      "valueOf"
    ) as PropertyDescriptor
    Object.defineProperty(Object.prototype, "valueOf", {
      ...inherited,
      writable: false,
    })
    try {
      expect(mapFields({ valueOf: 1 }, (inner) => inner)).toEqual({
        valueOf: 1,
      })
    } finally {
      Object.defineProperty(Object.prototype, "valueOf", inherited)
    }
  })
})
