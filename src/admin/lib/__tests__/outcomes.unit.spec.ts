import { outcomesOf } from "../outcomes"

const NOW = Date.parse("2026-11-30T23:30:00Z")

const outcome = (
  date: string,
  status: "succeeded" | "rejected" | "pending",
  count: number,
  provider_id = "climes"
) => ({ date, provider_id, status, count })

describe("the outcomes of the last days", () => {
  it("are nothing for a provider without any", () => {
    const others = [outcome("2026-11-30", "succeeded", 3, "akinon")]
    expect(outcomesOf(others, "climes", NOW)).toBeNull()
    expect(outcomesOf([], "climes", NOW)).toBeNull()
  })

  it("have fourteen days, of which today is the last, in UTC", () => {
    const { days } = outcomesOf(
      [
        outcome("2026-11-17", "succeeded", 1),
        outcome("2026-11-30", "rejected", 2),
      ],
      "climes",
      NOW
    )!
    expect(days).toHaveLength(14)
    expect(days[0]).toEqual({
      date: "2026-11-17",
      total: 1,
      parts: [{ status: "succeeded", count: 1 }],
    })
    expect(days[12]).toEqual({ date: "2026-11-29", total: 0, parts: [] })
    expect(days[13]).toMatchObject({ date: "2026-11-30", total: 2 })
  })

  it("are stacked in the order of the statuses, and summed up", () => {
    const { days, totals, most } = outcomesOf(
      [
        outcome("2026-11-29", "rejected", 2),
        outcome("2026-11-29", "pending", 1),
        outcome("2026-11-30", "rejected", 1),
        outcome("2026-11-30", "succeeded", 9, "akinon"),
      ],
      "climes",
      NOW
    )!
    expect(days[12]?.parts).toEqual([
      { status: "pending", count: 1 },
      { status: "rejected", count: 2 },
    ])
    expect(totals).toEqual([
      { status: "pending", count: 1 },
      { status: "rejected", count: 3 },
    ])
    expect(most).toBe(3)
  })
})
