import { DASHBOARD_KEY, requesterOf } from "../requester"

const asked = {
  captured_by: "request" as const,
  created_by: "user_01",
  idempotency_key: null,
}

describe("requesterOf", () => {
  it("names who asked, and tells the dashboard by its keys", () => {
    expect(
      requesterOf({ ...asked, idempotency_key: `${DASHBOARD_KEY}4f` })
    ).toEqual({ id: "user_01", isInDashboard: true })
  })

  it.each([null, "return-77"])(
    "takes the key %s for another program's",
    (idempotency_key) => {
      expect(requesterOf({ ...asked, idempotency_key })).toEqual({
        id: "user_01",
        isInDashboard: false,
      })
    }
  )

  it("names nobody where a fact caused it, or nobody is known", () => {
    expect(requesterOf({ ...asked, captured_by: "event" })).toBeNull()
    expect(requesterOf({ ...asked, created_by: null })).toBeNull()
  })
})
