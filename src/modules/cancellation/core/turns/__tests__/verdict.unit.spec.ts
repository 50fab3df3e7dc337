import { CANCELLATION_STATUSES, CancellationStatus } from "../../status"
import { Dependency, Dependent, turnOf } from "../verdict"

const dependency = (
  status: CancellationStatus,
  provider_id = "akinon"
): Dependency => ({
  id: `cncl_at_${provider_id}`,
  provider_id,
  external_id: "ak_1",
  status,
})

const dependent = (fields: Partial<Dependent> = {}): Dependent => ({
  id: "cncl_1",
  provider_id: "aplazame",
  kind: "cancel",
  status: "pending",
  goes_after: ["akinon", "erp"],
  waits_for: null,
  is_pointless: false,
  dependencies: [],
  ...fields,
})

describe("turnOf", () => {
  it("does nothing to one that has nothing to wait for", () => {
    expect(turnOf(dependent())).toBeNull()
    expect(
      turnOf(dependent({ dependencies: [dependency("succeeded")] }))
    ).toBeNull()
  })

  it.each(CANCELLATION_STATUSES)(
    "judges by a dependency that is %s",
    (status) => {
      const turn = turnOf(dependent({ dependencies: [dependency(status)] }))
      const waits_for = ["akinon"]
      switch (status) {
        case "succeeded":
          expect(turn).toBeNull()
          break
        case "rejected":
        case "dismissed":
        case "superseded":
          expect(turn).toMatchObject({ type: "fails", waits_for })
          break
        default:
          expect(turn).toEqual({ type: "waits", waits_for })
      }
    }
  )

  it("waits for those that aren't done, in the order in which they are named", () => {
    expect(
      turnOf(
        dependent({
          dependencies: [
            dependency("pending", "erp"),
            dependency("succeeded"),
            dependency("accepted"),
          ],
        })
      )
    ).toEqual({ type: "waits", waits_for: ["akinon", "erp"] })
    expect(
      turnOf(
        dependent({
          waits_for: ["akinon", "erp"],
          dependencies: [dependency("succeeded"), dependency("pending", "erp")],
        })
      )
    ).toEqual({ type: "waits", waits_for: ["erp"] })
  })

  it("goes once they all succeeded", () => {
    const done = [dependency("succeeded"), dependency("succeeded", "erp")]
    expect(
      turnOf(dependent({ waits_for: ["erp"], dependencies: done }))
    ).toEqual({ type: "goes" })
    expect(
      turnOf(
        dependent({
          status: "needs_review",
          waits_for: ["akinon"],
          dependencies: done,
        })
      )
    ).toEqual({ type: "goes" })
  })

  it("goes where nobody knows any more what it waited for", () => {
    expect(
      turnOf(
        dependent({
          status: "needs_review",
          dependencies: [dependency("succeeded")],
        })
      )
    ).toEqual({ type: "goes" })
  })

  it("is superseded, and doesn't go, beside a full cancellation", () => {
    expect(
      turnOf(
        dependent({
          kind: "void",
          waits_for: ["akinon"],
          is_pointless: true,
          dependencies: [dependency("succeeded")],
        })
      )
    ).toEqual({ type: "superseded" })
  })

  it("stays where it is while nothing changes", () => {
    expect(
      turnOf(
        dependent({
          waits_for: ["akinon"],
          dependencies: [dependency("needs_review")],
        })
      )
    ).toBeNull()
    expect(
      turnOf(
        dependent({
          status: "needs_review",
          waits_for: ["akinon"],
          dependencies: [dependency("rejected")],
        })
      )
    ).toBeNull()
  })

  it("stays with a person while the other one is tried again", () => {
    expect(
      turnOf(
        dependent({
          status: "needs_review",
          waits_for: ["akinon"],
          dependencies: [dependency("pending"), dependency("accepted", "erp")],
        })
      )
    ).toEqual({ type: "still_fails", waits_for: ["akinon", "erp"] })
  })

  it("names which one failed, and what can be done", () => {
    const turn = turnOf(
      dependent({
        waits_for: ["akinon"],
        dependencies: [
          dependency("in_progress"),
          dependency("rejected", "erp"),
        ],
      })
    )
    expect(turn).toEqual({
      type: "fails",
      waits_for: ["akinon", "erp"],
      last_error: {
        code: "dependency_failed",
        message:
          'Nothing was sent: it goes after "erp", where the cancellation cncl_at_erp of ak_1 is rejected. Retry that one, or resolve it there: once it has succeeded, this one goes by itself. If this one is not to be sent at all, dismiss it. To send it all the same, retry it with without_waiting and a note.',
        provider_code: null,
        provider_message: null,
      },
    })
  })
})
