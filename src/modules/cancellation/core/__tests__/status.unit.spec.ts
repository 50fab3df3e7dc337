import {
  CANCELLATION_STATUSES,
  CancellationStatus,
  ENDED_STATUSES,
  RELEASED_STATUSES,
  REOPENED_TRANSITIONS,
  TRANSITIONS,
  canBeReopened,
  canBecome,
  canComeLate,
} from "../status"

/** What each leaves to, written down a second time. */
const TABLE: Record<CancellationStatus, CancellationStatus[]> = {
  pending: [
    "in_progress",
    "succeeded",
    "needs_review",
    "superseded",
    "dismissed",
  ],
  in_progress: [
    "pending",
    "accepted",
    "succeeded",
    "rejected",
    "needs_review",
    "superseded",
    "dismissed",
  ],
  accepted: [
    "succeeded",
    "rejected",
    "needs_review",
    "superseded",
    "dismissed",
  ],
  succeeded: [],
  rejected: ["pending", "succeeded", "dismissed"],
  needs_review: ["pending", "succeeded", "dismissed", "superseded"],
  superseded: [],
  dismissed: [],
}

const pairs = CANCELLATION_STATUSES.flatMap((from) =>
  CANCELLATION_STATUSES.map((to) => ({ from, to }))
)
it("only a person's own closing, and what it superseded, can be taken back, to be decided anew", () => {
  expect(pairs.filter(({ from, to }) => canBeReopened(from, to))).toEqual([
    { from: "succeeded", to: "needs_review" },
    { from: "superseded", to: "needs_review" },
    { from: "dismissed", to: "needs_review" },
  ])
  expect(Object.keys(REOPENED_TRANSITIONS)).toEqual([
    "succeeded",
    "superseded",
    "dismissed",
  ])
})

const isWay = ({ from, to }: (typeof pairs)[number]): boolean =>
  TABLE[from].includes(to)

describe("the statuses of a cancellation", () => {
  it.each(pairs.filter(isWay))("lead from $from to $to", ({ from, to }) => {
    expect(canBecome(from, to)).toBe(true)
  })

  it.each(pairs.filter((pair) => !isWay(pair)))(
    "don't lead from $from to $to",
    ({ from, to }) => {
      expect(canBecome(from, to)).toBe(false)
    }
  )

  it("name every status and no other", () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual(Object.keys(TABLE).sort())
    expect([...CANCELLATION_STATUSES].sort()).toEqual(Object.keys(TABLE).sort())
  })

  it("release an amount only when it is over without a success", () => {
    expect([...RELEASED_STATUSES].sort()).toEqual([
      "dismissed",
      "rejected",
      "superseded",
    ])
    expect(
      ENDED_STATUSES.filter(
        (status) =>
          !(RELEASED_STATUSES as readonly CancellationStatus[]).includes(status)
      )
    ).toEqual(["succeeded"])
  })

  it("never come back from a success, a superseding or a dismissal", () => {
    for (const status of ["succeeded", "superseded", "dismissed"] as const) {
      expect(TRANSITIONS[status]).toEqual([])
    }
  })
})

describe("a proven outcome that comes late", () => {
  const isLateWay = ({ from, to }: (typeof pairs)[number]): boolean =>
    ["pending", "needs_review"].includes(from) &&
    ["accepted", "succeeded", "rejected"].includes(to)

  it.each(pairs.filter(isLateWay))(
    "leads from $from to $to",
    ({ from, to }) => {
      expect(canComeLate(from, to)).toBe(true)
    }
  )

  it.each(pairs.filter((pair) => !isLateWay(pair)))(
    "doesn't lead from $from to $to",
    ({ from, to }) => {
      expect(canComeLate(from, to)).toBe(false)
    }
  )
})
