import { generateEntityId } from "@medusajs/framework/utils"
import { attemptIds } from "../attempt-ids"

describe("attemptIds", () => {
  it("gives as many as asked for, no two alike", () => {
    const ids = attemptIds(1_000, new Date())
    expect(new Set(ids).size).toBe(1_000)
  })

  it("has the form of Medusa's ids", () => {
    const form = /^cnat_[0-9A-HJKMNP-TV-Z]{26}$/
    expect(generateEntityId(undefined, "cnat")).toMatch(form)
    expect(attemptIds(1, new Date())[0]).toMatch(form)
  })

  it("begins with the time as Medusa's ids do", () => {
    const before = generateEntityId(undefined, "cnat")
    const [id = ""] = attemptIds(1, new Date())
    const after = generateEntityId(undefined, "cnat")
    const timeOf = (of: string): string => of.slice(0, 15)
    expect(timeOf(before) <= timeOf(id)).toBe(true)
    expect(timeOf(id) <= timeOf(after)).toBe(true)
  })

  it("sorts later ids behind earlier ones", () => {
    const [early = ""] = attemptIds(1, new Date(1_700_000_000_000))
    const [late = ""] = attemptIds(1, new Date(1_700_000_000_001))
    expect(early < late).toBe(true)
  })
})
