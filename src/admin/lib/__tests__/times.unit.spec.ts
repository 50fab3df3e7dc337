import { formatClock } from "../times"

const at = (day: number, hour: number): Date => new Date(2026, 10, day, hour, 4)

describe("the time of the next try", () => {
  const now = at(26, 22).getTime()
  const shown = (time: Date): string =>
    formatClock(time.toISOString(), now, "en-GB")

  it("has no day where it is today", () => {
    expect(shown(at(26, 23))).toBe("23:04")
  })

  it("has its day where it is another one", () => {
    expect(shown(at(27, 1))).toMatch(/27 Nov.*1:04/)
    expect(shown(at(25, 23))).toMatch(/25 Nov/)
  })
})
