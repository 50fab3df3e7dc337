import {
  validateBody,
  validateQuery,
} from "../../../utils/__fixtures__/validate"
import {
  AdminGetCancellations,
  AdminGetOrderCancellations,
  AdminResolveCancellation,
  AdminRetryCancellation,
  AdminRetryCancellations,
} from "../validators"

describe("GET /admin/cancellations", () => {
  it("has twenty a page, and leaves their order to what is asked for", async () => {
    expect(await validateQuery(AdminGetCancellations, {})).toEqual({
      limit: 20,
      offset: 0,
    })
  })

  it("takes one value of a filter, or several", async () => {
    expect(
      await validateQuery(AdminGetCancellations, {
        status: "rejected",
        kind: ["void", "cancel"],
        provider_id: "climes",
        order_id: ["order_1", "order_2"],
        q: " #12 ",
      })
    ).toMatchObject({
      status: ["rejected"],
      kind: ["cancel", "void"],
      provider_id: ["climes"],
      order_id: ["order_1", "order_2"],
      q: "#12",
    })
  })

  it("takes times and bounds of them", async () => {
    expect(
      await validateQuery(AdminGetCancellations, {
        created_at: { $gte: "2026-01-01", $lt: "2026-02-01T00:00:00Z" },
      })
    ).toMatchObject({
      created_at: {
        $gte: new Date("2026-01-01"),
        $lt: new Date("2026-02-01"),
      },
    })
  })

  it.each([
    ["status", "done", /^status must be one of: pending, in_progress/],
    ["status", ["rejected", "x"], /^status must be one of/],
    ["kind", "all", /^kind must be one of: cancel, void/],
    ["source", "x", /^source must be one of: order_canceled/],
    ["captured_by", "x", /^captured_by must be one of: event/],
    ["provider_id", { $ne: null }, /^provider_id must be an id/],
    ["created_at", "yesterday", /^created_at must be a time/],
    ["created_at", { $like: "2026" }, /^created_at must be a time/],
    ["q", "x".repeat(256), /^q is too long/],
    ["with_deleted", "true", /^Unrecognized fields: 'with_deleted'/],
  ])("refuses %s=%p", async (name, value, message) => {
    expect(
      await validateQuery(AdminGetCancellations, { [name]: value })
    ).toMatch(message)
  })

  it("knows its order already where it is one order's list", async () => {
    expect(
      await validateQuery(AdminGetOrderCancellations, { order_id: "order_2" })
    ).toBe("Unrecognized fields: 'order_id'")
  })
})

describe("POST /admin/cancellations/:id/retry", () => {
  it("needs nothing", async () => {
    for (const body of [{}, undefined]) {
      expect(await validateBody(AdminRetryCancellation, body)).toEqual({
        note: null,
        details: null,
        confirm_not_applied: false,
        without_waiting: false,
      })
    }
  })

  it.each([false, "true", 1])("takes no %p for a decision", async (given) => {
    for (const name of ["confirm_not_applied", "without_waiting"]) {
      expect(
        await validateBody(AdminRetryCancellation, { [name]: given })
      ).toBe(`${name} must be true, or left out.`)
    }
  })
})

describe("POST /admin/cancellations/:id/resolve", () => {
  it("takes a resolution and a note", async () => {
    expect(
      await validateBody(AdminResolveCancellation, {
        resolution: "dismissed",
        note: " by hand ",
      })
    ).toEqual({
      resolution: "dismissed",
      note: "by hand",
      confirm_not_applied: false,
    })
  })

  it("takes somebody's word that it was not applied, and no other", async () => {
    const given = { resolution: "dismissed", note: "not there" }
    expect(
      await validateBody(AdminResolveCancellation, {
        ...given,
        confirm_not_applied: true,
      })
    ).toMatchObject({ confirm_not_applied: true })
    expect(
      await validateBody(AdminResolveCancellation, {
        ...given,
        confirm_not_applied: "yes",
      })
    ).toBe("confirm_not_applied must be true, or left out.")
  })

  it.each([undefined, "", "  "])("refuses %p as a note", async (note) => {
    expect(
      await validateBody(AdminResolveCancellation, {
        resolution: "succeeded",
        note,
      })
    ).toBe("note is missing: say how you know, or why it is closed.")
  })

  it.each([undefined, "rejected", true])(
    "refuses %p as a resolution",
    async (resolution) => {
      expect(
        await validateBody(AdminResolveCancellation, { resolution, note: "x" })
      ).toBe("resolution must be one of: succeeded, dismissed.")
    }
  )
})

describe("POST /admin/cancellations/retry", () => {
  it("takes ids, each once", async () => {
    expect(
      await validateBody(AdminRetryCancellations, { ids: ["a", "b", "a"] })
    ).toMatchObject({ ids: ["a", "b"] })
  })

  it("takes the filters of the list", async () => {
    expect(
      await validateBody(AdminRetryCancellations, { provider_id: "climes" })
    ).toMatchObject({ ids: null, provider_id: ["climes"] })
  })

  it.each([
    [{}, "Give the ids of the cancellations to retry, or filters."],
    [{ ids: ["a"], kind: "void" }, "Give either ids or filters, not both."],
    [{ ids: [] }, "ids must be a list of ids."],
    [{ ids: "a" }, "ids must be a list of ids."],
    [
      { ids: Array.from({ length: 1_001 }, (_, id) => String(id)) },
      "ids is too long: 1000 at most.",
    ],
  ])("refuses %p", async (body, message) => {
    expect(await validateBody(AdminRetryCancellations, body)).toBe(message)
  })
})
