import { HistoryEntry } from "../../types"
import { notAppliedBefore, whyNotReopened } from "../reopening"
import { CANCELLATION_STATUSES } from "../status"

const proof = (by: "answer" | "record" | "person") => ({
  by,
  statement: "It is done.",
  at: "2030-01-01T00:00:00.000Z",
})

const entry = (
  action: HistoryEntry["action"],
  not_applied_through?: number
): HistoryEntry => ({
  at: "2030-01-01T00:00:00.000Z",
  by: null,
  action,
  note: null,
  ...(not_applied_through !== undefined && { not_applied_through }),
})

describe("what may be opened again", () => {
  it.each(
    CANCELLATION_STATUSES.filter(
      (status) => status !== "dismissed" && status !== "succeeded"
    )
  )("isn't what is %s", (status) => {
    expect(whyNotReopened({ status, proof: null })?.message).toBe(
      `A cancellation that is ${status} can't be opened again; only one that a person closed can.`
    )
  })

  it("is what was dismissed, and what a person called done", () => {
    expect(whyNotReopened({ status: "dismissed", proof: null })).toBeNull()
    expect(
      whyNotReopened({ status: "succeeded", proof: proof("person") })
    ).toBeNull()
  })

  it.each([proof("answer"), proof("record"), null])(
    "isn't what the provider has shown to be done: %p",
    (given) => {
      expect(
        whyNotReopened({ status: "succeeded", proof: given })?.message
      ).toBe(
        "The provider itself has shown that it is done, so it can't be opened again."
      )
    }
  )
})

describe("what was said not to be applied", () => {
  it.each([
    ["with the closing doesn't count any more", [entry("resolve", 3)], 0],
    ["before the closing does", [entry("retry", 2), entry("resolve", 3)], 2],
    [
      "before an earlier closing that was taken back doesn't",
      [entry("resolve", 3), entry("reopen", 0), entry("resolve")],
      0,
    ],
    [
      "by a retry after it was taken back does",
      [
        entry("resolve", 3),
        entry("reopen", 0),
        entry("retry", 3),
        entry("resolve", 4),
      ],
      3,
    ],
  ])("%s", (_, history, through) => {
    expect(notAppliedBefore(history)).toBe(through)
  })
})
