import { callOf } from "../__fixtures__/call"
import { unlockDateOf } from "../unlock-date"

const read = (unlock_date: unknown): string | null =>
  unlockDateOf(
    callOf({ metadata: { unlock_date } }).provider_order
  )?.toISOString() ?? null

describe("the unlock date of an order", () => {
  it.each<[string, unknown, string]>([
    ["a number", 1767225600000, "2026-01-01T00:00:00.000Z"],
    ["digits", " 1767225600000 ", "2026-01-01T00:00:00.000Z"],
    ["a UTC time", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
    ["an offset", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.000Z"],
    ["a date", "2026-01-01", "2026-01-01T00:00:00.000Z"],
  ])("is read from %s", (_, value, expected) => {
    expect(read(value)).toBe(expected)
  })

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["words", "in ten days"],
    ["an empty string", ""],
    ["a time without a zone", "2026-01-01T00:00:00"],
    ["a day that doesn't exist", "2026-13-41"],
    ["more than a date can hold", 1e20],
    ["not a number", NaN],
    ["an object", { at: 1767225600000 }],
  ])("is unknown for %s", (_, value) => {
    expect(read(value)).toBeNull()
  })

  it("is unknown without metadata", () => {
    expect(unlockDateOf(callOf().provider_order)).toBeNull()
  })
})
