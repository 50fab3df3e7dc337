import { countByProvider, groupsOf } from "../bulk"
import { STATUSES } from "../wire"

describe("a bulk retry", () => {
  it("is asked about by provider, the most first", () => {
    expect(
      countByProvider(
        ["akinon", "fungies", "fungies"].map((provider_id) => ({ provider_id }))
      )
    ).toEqual([
      ["fungies", 2],
      ["akinon", 1],
    ])
  })

  it("counts what became of each, and leaves out what is empty", () => {
    expect(
      groupsOf([
        { status: "succeeded" },
        { status: "pending" },
        { status: "accepted" },
      ]).map(({ name, count }) => [name, count])
    ).toEqual([
      ["done", 1],
      ["running", 2],
    ])
  })

  it("puts every status into one group", () => {
    for (const status of STATUSES) {
      expect(groupsOf([{ status }]).map(({ count }) => count)).toEqual([1])
    }
  })
})
