import { concernsOf, concernsOfOrder } from "../attention"

const NOW = Date.parse("2026-11-30T12:00:00Z")

const none = {
  pending: 0,
  in_progress: 0,
  accepted: 0,
  needs_review: 0,
  rejected: 0,
}

const provider = (id: string, changed = {}) => ({
  id,
  is_paused: false,
  counts: none,
  waiting_since: null,
  ...changed,
})

describe("what somebody should look at", () => {
  it("is nothing while nothing is wrong", () => {
    const busy = provider("climes", {
      counts: { ...none, pending: 9, in_progress: 1, accepted: 4 },
      waiting_since: "2026-11-30T11:00:01Z",
    })
    expect(concernsOf([busy, provider("akinon")], NOW)).toEqual([])
    expect(concernsOf([], NOW)).toEqual([])
  })

  it("is summed up over the providers, and leads to the list", () => {
    const counts = { ...none, needs_review: 2, rejected: 3 }
    expect(
      concernsOf(
        [provider("climes", { counts }), provider("akinon", { counts })],
        NOW
      )
    ).toMatchObject([
      {
        name: "needs_review",
        count: 4,
        to: "/cancellations?status=needs_review",
      },
      { name: "rejected", count: 6, to: "/cancellations?status=rejected" },
    ])
  })

  it("is what waits at providers where the oldest waits for an hour", () => {
    const counts = { ...none, pending: 2, in_progress: 1 }
    expect(
      concernsOf(
        [
          provider("a b", { counts, waiting_since: "2026-11-30T11:00:00Z" }),
          provider("akinon", { counts, waiting_since: "2026-11-30T11:59:00Z" }),
        ],
        NOW
      )
    ).toMatchObject([
      {
        name: "waiting",
        count: 3,
        to: "/cancellations?status=pending&status=in_progress&provider_id=a+b",
      },
    ])
  })

  it("is a paused provider before anything else, although nothing waits", () => {
    const counts = { ...none, rejected: 1 }
    const names = concernsOf(
      [provider("climes", { is_paused: true, counts })],
      NOW
    ).map(({ name }) => name)
    expect(names).toEqual(["paused", "rejected"])
  })
})

describe("what somebody should look at in an order", () => {
  it("is nothing where all is done or under way", () => {
    expect(
      concernsOfOrder([
        { id: "cncl_1", status: "succeeded" },
        { id: "cncl_2", status: "pending" },
        { id: "cncl_3", status: "dismissed" },
      ])
    ).toEqual([])
  })

  it("is the one that needs a person, or the list of several", () => {
    expect(
      concernsOfOrder([
        { id: "cncl_1", status: "rejected" },
        { id: "cncl_2", status: "needs_review" },
        { id: "cncl_3", status: "rejected" },
      ])
    ).toMatchObject([
      { name: "needs_review", count: 1, to: "/cancellations/cncl_2" },
      {
        name: "rejected",
        count: 2,
        to: "/cancellations?id=cncl_1&id=cncl_3",
      },
    ])
  })
})
