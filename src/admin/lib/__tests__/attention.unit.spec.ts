import type { CancellationStatus } from "../wire"
import {
  allOf,
  concernsOf,
  concernsOfOrder,
  isAnyWaitingPaused,
} from "../attention"

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
  failing: 0,
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

  it("is a paused provider too, although nothing waits, behind what failed", () => {
    const counts = { ...none, rejected: 1 }
    const names = concernsOf(
      [provider("climes", { is_paused: true, counts })],
      NOW
    ).map(({ name }) => name)
    expect(names).toEqual(["rejected", "paused_providers"])
  })

  it("is what fails and is tried again, and what waits at a paused provider", () => {
    const counts = { ...none, pending: 2, accepted: 1 }
    const late = "2026-11-30T09:00:00Z"
    expect(
      concernsOf(
        [
          provider("climes", { counts, failing: 2 }),
          provider("akinon", {
            counts,
            is_paused: true,
            waiting_since: late,
          }),
        ],
        NOW
      )
    ).toMatchObject([
      { name: "failing", count: 2, to: "/cancellations?trouble=failing" },
      { name: "paused", count: 3, to: "/cancellations?trouble=paused" },
      { name: "paused_providers", count: 1, to: "/cancellations/providers" },
    ])
  })

  it("is in one list, with their number", () => {
    const counts = { ...none, rejected: 1 }
    const refused = concernsOf([provider("climes", { counts })], NOW)
    const to =
      "/cancellations?trouble=needs_review&trouble=rejected&trouble=failing&trouble=paused"
    expect(allOf(refused)).toEqual({ count: 1, to })
    const failing = concernsOf(
      [provider("climes", { counts, failing: 1 })],
      NOW
    )
    expect(allOf(failing)).toEqual({ count: 2, to })
  })

  it("is in no list where nothing failed", () => {
    const paused = provider("climes", { is_paused: true })
    expect(allOf(concernsOf([paused], NOW))).toBeNull()
    expect(isAnyWaitingPaused([paused])).toBe(false)
    const counts = { ...none, accepted: 1 }
    expect(isAnyWaitingPaused([{ ...paused, counts }])).toBe(true)
    expect(isAnyWaitingPaused([provider("akinon", { counts })])).toBe(false)
  })
})

describe("what somebody should look at in an order", () => {
  const error = {
    code: "timeout",
    message: "It did not answer in time.",
    provider_code: null,
    provider_message: null,
  }
  const one = (id: string, status: CancellationStatus, changed = {}) => ({
    id: `cncl_${id}`,
    status,
    provider_id: "climes",
    last_error: null,
    waits_for: null,
    ...changed,
  })
  const climes = {
    id: "climes",
    is_configured: true,
    is_paused: false,
    circuit: { state: "closed" as const, until: null },
  }

  it("is nothing where all is done or under way", () => {
    expect(
      concernsOfOrder(
        [
          one("1", "succeeded"),
          one("2", "pending"),
          one("3", "dismissed", { last_error: error }),
        ],
        [climes]
      )
    ).toEqual([])
  })

  it("is the one that needs a person, or the list of several", () => {
    expect(
      concernsOfOrder(
        [one("1", "rejected"), one("2", "needs_review"), one("3", "rejected")],
        []
      )
    ).toMatchObject([
      { name: "needs_review", count: 1, to: "/cancellations/cncl_2" },
      {
        name: "rejected",
        count: 2,
        to: "/cancellations?id=cncl_1&id=cncl_3",
      },
    ])
  })

  it("is one that fails and is tried again, unless its provider is paused", () => {
    const failing = [
      one("1", "pending", { last_error: error }),
      one("2", "pending"),
    ]
    expect(concernsOfOrder(failing, [climes])).toMatchObject([
      { name: "failing", count: 1, to: "/cancellations/cncl_1" },
    ])
    expect(
      concernsOfOrder(failing, [{ ...climes, is_paused: true }])
    ).toMatchObject([{ name: "paused", count: 2 }])
  })

  it("is one that was not sent yet, because its provider is failing", () => {
    const circuit = { state: "open" as const, until: null }
    expect(
      concernsOfOrder([one("1", "pending")], [{ ...climes, circuit }])
    ).toMatchObject([
      { name: "failing", count: 1, to: "/cancellations/cncl_1" },
    ])
  })
})
