import { parseProcessorTime, stolenPart } from "../report/stolen"

const STAT = `cpu  100 0 50 800 10 0 5 35 7 0
cpu0 50 0 25 400 5 0 2 17 3 0
`

describe("the processor's time", () => {
  it("is the sum of its states, without the guests'", () => {
    expect(parseProcessorTime(STAT)).toEqual({ total: 1_000, stolen: 35 })
  })

  it.each(["", "cpu  1 2 3", "cpu  a b c d e f g h", "intr 1 2"])(
    "is not known from %j",
    (text) => {
      expect(parseProcessorTime(text)).toBeNull()
    }
  )

  it("was stolen in part between two readings", () => {
    const before = { total: 1_000, stolen: 35 }
    expect(stolenPart(before, { total: 1_200, stolen: 65 })).toBe(0.15)
    expect(stolenPart(before, before)).toBeNull()
    expect(stolenPart(null, before)).toBeNull()
  })
})
