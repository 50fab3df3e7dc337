import fc from "fast-check"
import { parseRetryAfter } from "../http/retry-after"

const DATE = "Thu, 01 Jan 2026 00:00:00 GMT"

describe("a Retry-After", () => {
  it.each([
    ["0", 0],
    ["7", 7_000],
    [" 120 ", 120_000],
    ["007", 7_000],
  ])("of %j is in seconds", (value, expected) => {
    expect(parseRetryAfter(value, null)).toBe(expected)
    expect(parseRetryAfter(value, DATE)).toBe(expected)
  })

  it.each([
    "Thu, 01 Jan 2026 00:01:30 GMT",
    "Thursday, 01-Jan-26 00:01:30 GMT",
    "Thu Jan  1 00:01:30 2026",
  ])("of %s counts from the answer's own date", (value) => {
    expect(parseRetryAfter(value, DATE)).toBe(90_000)
    expect(parseRetryAfter(value, "Thu Jan  1 00:00:00 2026")).toBe(90_000)
    expect(parseRetryAfter(` ${value} `, ` ${DATE} `)).toBe(90_000)
  })

  it("that is over asks for no wait", () => {
    expect(parseRetryAfter("Wed, 31 Dec 2025 23:59:59 GMT", DATE)).toBe(0)
  })

  it.each([
    ["is missing", null],
    ["is empty", ""],
    ["is blank", "  "],
    ["is negative", "-5"],
    ["is a fraction", "1.5"],
    ["has a unit", "5s"],
    ["is a bare year", "+2026"],
    ["is hexadecimal", "0x10"],
    ["is past any number", "9".repeat(30)],
    ["is words", "soon"],
    ["is words around a number", "in 5 minutes"],
    ["is a word and a number", "in 5"],
    ["is a date without its day", "01 Jan 2026 00:01:30 GMT"],
    ["is a date that isn't", "Thu, 99 Foo 2026 00:00:00 GMT"],
    ["is a date of another kind", "2026-01-01T00:01:30Z"],
  ])("that %s says nothing", (_, value) => {
    expect(parseRetryAfter(value, DATE)).toBeNull()
  })

  it.each([null, "", "yesterday", "5"])(
    "of a date says nothing beside a Date of %j: no clock of ours counts",
    (date) => {
      expect(parseRetryAfter("Thu, 01 Jan 2026 00:01:30 GMT", date)).toBeNull()
    }
  )

  it("is never negative, and never not a number", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, date) => {
        const wait = parseRetryAfter(value, date)
        expect(wait === null || (Number.isFinite(wait) && wait >= 0)).toBe(true)
      })
    )
  })
})
