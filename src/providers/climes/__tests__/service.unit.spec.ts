import { type CancellationCall, type Exchange } from "../../../provider-kit"
import { contextOf } from "../../../provider-kit/__fixtures__/call"
import { answered, failed } from "../../../provider-kit/__fixtures__/exchanges"
import { callOf, cancelOf, EXTERNAL_ID } from "../__fixtures__/call"
import climes from "../index"
import { ClimesCancellationProvider } from "../service"

const OPTIONS = { apiKey: " key-1234 ", payer: "merchant" }

const providerWith = (
  options: Record<string, unknown> = {}
): ClimesCancellationProvider =>
  new ClimesCancellationProvider({}, { ...OPTIONS, ...options })

const removed = (remaining_climes: number): Exchange =>
  answered(200, {
    message: "Order updated successfully",
    remaining_climes,
    partner_order_id: EXTERNAL_ID,
  })

describe("the strategy for Climes", () => {
  it("is exported as a provider of the cancellation module", () => {
    expect(climes.services).toEqual([ClimesCancellationProvider])
    expect(ClimesCancellationProvider.identifier).toBe("climes")
    expect(providerWith().identifier).toBe("climes")
  })

  it("declares that only a DELETE may be repeated, and nothing be read", () => {
    expect(providerWith().capabilities).toEqual({
      unit: "climes",
      cancel: { harmless_to_repeat: true, readable: false },
      void: { harmless_to_repeat: false, readable: false },
      has_record: false,
    })
    expect(providerWith({ fullCancel: "patch" }).capabilities.cancel).toEqual({
      harmless_to_repeat: false,
      readable: false,
    })
  })

  it("keeps its key secret, as it is sent", async () => {
    const provider = providerWith()
    const { http, context } = contextOf([removed(557)])
    await provider.void(callOf(), context)
    expect(http.requests[0]?.headers).toEqual({ "x-api-key": "key-1234" })
    expect(provider.secrets()).toEqual(["key-1234"])
  })

  it("removes the amount of a void once", async () => {
    const { http, context } = contextOf([removed(557)])
    const outcome = await providerWith().void(callOf(), context)
    expect(outcome).toMatchObject({ type: "succeeded", remaining: "557" })
    expect(http.requests).toMatchObject([
      {
        method: "PATCH",
        url: "https://api.climes.io/v3/integrations/vote/order/cancel",
        body: { climes: 50, partner_order_id: EXTERNAL_ID },
      },
    ])
  })

  it("doesn't send a void again whose answer never came", async () => {
    const { http, context } = contextOf([failed(true, "timeout", "No answer.")])
    const outcome = await providerWith().void(callOf(), context)
    expect(outcome).toMatchObject({
      type: "unknown",
      error: { code: "timeout" },
    })
    expect(http.requests).toHaveLength(1)
  })

  it("deletes a whole order by default", async () => {
    const { http, context } = contextOf([
      answered(200, { message: "ok", partner_order_id: EXTERNAL_ID }),
    ])
    const outcome = await providerWith().cancel(
      cancelOf({ remaining: null }),
      context
    )
    expect(outcome.type).toBe("succeeded")
    expect(http.requests).toMatchObject([
      {
        method: "DELETE",
        url: "https://api.climes.io/v3/integrations/vote/order/876%20287%2F37%238/cancel",
      },
    ])
  })

  it.each([
    ["already_done", "may have been sent before", true],
    ["rejected", "was never sent before", false],
  ])("is %s by a 404 to a DELETE that %s", async (type, _, sent) => {
    const { context } = contextOf([
      answered(404, { message: "Order not found" }),
    ])
    const call = cancelOf({ may_have_been_sent: sent })
    expect((await providerWith().cancel(call, context)).type).toBe(type)
  })

  it("empties a whole order where it is configured to", async () => {
    const { http, context } = contextOf([removed(0)])
    const outcome = await providerWith({ fullCancel: "patch" }).cancel(
      cancelOf({ remaining: "557" }),
      context
    )
    expect(outcome).toMatchObject({ type: "succeeded", remaining: "0" })
    expect(http.requests).toMatchObject([
      { method: "PATCH", body: { climes: 557 } },
    ])
  })

  it("doesn't call an order cancelled that has climes left", async () => {
    const { http, context } = contextOf([removed(30)])
    const outcome = await providerWith({ fullCancel: "patch" }).cancel(
      cancelOf({ remaining: "577" }),
      context
    )
    expect(outcome).toMatchObject({
      type: "unknown",
      error: { code: "remainder_left" },
    })
    expect(http.requests).toHaveLength(1)
  })

  it("goes ahead without a baseline, for there is nothing to read", async () => {
    expect(await providerWith().prepare(callOf())).toEqual({
      type: "proceed",
      baseline: null,
    })
  })

  const patch = { fullCancel: "patch" }
  it.each<
    [string, Record<string, unknown>, CancellationCall, Record<string, unknown>]
  >([
    [
      "an order of which Climes itself says that none are left",
      patch,
      cancelOf({ remaining: "0", told_remaining: "0" }),
      {
        type: "already_done",
        proof: {
          by: "record",
          statement:
            "The ledger's voids add up to all 607 climes, and what Climes answered to them leaves none",
        },
      },
    ],
    [
      "an order that is empty by voids that Climes never answered",
      patch,
      cancelOf({ remaining: "0", told_remaining: null }),
      {
        type: "already_done",
        proof: {
          by: "record",
          statement:
            "The ledger's voids add up to all 607 climes that are registered. No answer of Climes says how many are left",
        },
      },
    ],
    [
      "an order that is empty here, and by Climes' last word is not",
      patch,
      cancelOf({ remaining: "0", told_remaining: "5" }),
      {
        type: "rejected",
        error: {
          code: "figures_differ",
          message: expect.stringContaining("5 may be left") as string,
        },
      },
    ],
    [
      "an order that never had a clime, so that none was removed",
      patch,
      cancelOf({ remaining: "0", total: "0" }),
      { type: "rejected", error: { code: "amount_unknown" } },
    ],
    [
      "an order that is empty if a void was carried out",
      patch,
      cancelOf({ remaining: "0", reserved: "607" }),
      {
        type: "rejected",
        error: {
          code: "voids_not_settled",
          message: expect.stringContaining("607 climes") as string,
        },
      },
    ],
    [
      "an order of which a void may have taken a part",
      patch,
      cancelOf({ remaining: "577", reserved: "30" }),
      { type: "rejected", error: { code: "voids_not_settled" } },
    ],
    [
      "an order of unknown size",
      patch,
      cancelOf({ remaining: null }),
      { type: "rejected", error: { code: "amount_unknown" } },
    ],
    [
      "half a clime",
      {},
      callOf({ amount: "0.5" }),
      { type: "rejected", error: { code: "invalid_amount" } },
    ],
    [
      "an id that vanishes from the path",
      {},
      cancelOf({ external_id: ".." }),
      { type: "rejected", error: { code: "invalid_external_id" } },
    ],
  ])("sends nothing for %s", async (_, options, call, expected) => {
    const provider = providerWith(options)
    const { http, context } = contextOf()
    expect(await provider.prepare(call)).toMatchObject({
      type: "settled",
      outcome: expected,
    })
    expect(await provider[call.kind](call, context)).toMatchObject(expected)
    expect(http.requests).toEqual([])
    expect(() => provider.preview(call)).toThrow()
  })

  it.each<[string, Record<string, unknown>, CancellationCall]>([
    ["a void", {}, callOf()],
    ["a void beside another", patch, callOf({ reserved: "30" })],
    ["a whole cancel", {}, cancelOf()],
    ["a whole cancel beside a void", {}, cancelOf({ reserved: "30" })],
    ["a whole cancel by emptying", patch, cancelOf()],
  ])("previews %s exactly as it is sent", async (_, options, call) => {
    const provider = providerWith(options)
    const { http, context } = contextOf([answered(500)])
    await provider[call.kind](call, context)
    const [{ method, url, body } = {}] = http.requests
    expect(provider.preview(call)).toEqual({ method, url, body: body ?? null })
  })

  it("refuses by the clock that it is given", () => {
    const provider = providerWith()
    const call = callOf({ metadata: { unlock_date: 1000 } })
    expect(provider.refuse(call, new Date(999))).toBeNull()
    expect(provider.refuse(call, new Date(1000))).toContain("unlocked")
  })
})
