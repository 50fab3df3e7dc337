import { Webhook } from "standardwebhooks"
import {
  cancelOf,
  itemsOf,
  optionsOf,
  OTHER_SECRET,
  SECRET,
  voidOf,
} from "../__fixtures__/call"
import { cancelRequest, messageOf, pingRequest, readRequest } from "../requests"

const RECORD_URL = "https://erp.example.com/messages"

/** What the standard's own package makes of a request. */
const verified = (
  { headers = {}, body }: { headers?: Record<string, string>; body?: unknown },
  secret = SECRET
): unknown =>
  new Webhook(secret).verify(
    body === undefined ? "" : JSON.stringify(body),
    headers
  )

describe("the message of a webhook", () => {
  it("says that a whole order was cancelled", () => {
    expect(messageOf(cancelOf({ reason: "changed mind" }))).toEqual({
      type: "order.canceled",
      timestamp: "2026-03-01T10:00:00.000Z",
      data: {
        cancellation_id: "cncl_1",
        order_id: "order_1",
        order_display_id: 7,
        external_id: "order_1",
        amount: null,
        currency_code: "eur",
        items: null,
        reason: "changed mind",
        note: null,
        source: "order_canceled",
        remaining: 0,
      },
    })
  })

  it("says which amount was taken off, and what is left", () => {
    expect(messageOf(voidOf())).toMatchObject({
      type: "order.partially_canceled",
      data: {
        amount: 12.5,
        currency_code: "eur",
        items: null,
        reason: "damaged",
        note: "seen by Kim",
        source: "admin",
        remaining: 47.5,
      },
    })
  })

  it("says which items were taken off, by their names", () => {
    expect(messageOf(itemsOf()).data).toMatchObject({
      amount: null,
      items: [
        {
          line_item_id: "ordli_1",
          sku: "CHAIR-1",
          title: "Oak chair",
          quantity: 2,
          external_item_ids: ["ordli_1#1", "ordli_1#2"],
          reason: "damaged",
        },
      ],
      remaining: 1,
    })
  })

  it("has no remainder where nothing is measured, or nothing is known", () => {
    const whole = cancelOf({ provider_order: { unit: "none" } })
    expect(messageOf(whole).data.remaining).toBeNull()
    const unknown = voidOf({ remaining_after: null })
    expect(messageOf(unknown).data.remaining).toBeNull()
  })

  it("is dated by its capture where its cause has no date", () => {
    expect(messageOf(cancelOf({ caused_at: null })).timestamp).toBe(
      "2026-03-01T10:00:02.000Z"
    )
  })

  it("is the same whatever changed between two attempts", () => {
    const first = voidOf({ remaining: "60", reserved: "0" })
    const later = voidOf({
      remaining: "10",
      reserved: "25",
      told_remaining: "3",
      may_have_been_sent: true,
      is_confirmed_not_applied: true,
    })
    expect(JSON.stringify(messageOf(later))).toBe(
      JSON.stringify(messageOf(first))
    )
  })
})

describe("the request of a webhook", () => {
  it("is verified by the package of the standard", () => {
    const call = voidOf({ reason: "größer als 0 – “zerbrochen” \u2028" })
    const request = cancelRequest(optionsOf(), call, Date.now())
    expect(request).toMatchObject({
      method: "POST",
      url: "https://erp.example.com/hook",
      headers: { "webhook-id": "cncl_1" },
    })
    expect(verified(request)).toEqual(messageOf(call))
  })

  it("is signed by each secret, the first one first", () => {
    const secrets = [SECRET, OTHER_SECRET]
    const request = cancelRequest(
      optionsOf({ secrets }),
      cancelOf(),
      Date.now()
    )
    expect(verified(request, SECRET)).toEqual(messageOf(cancelOf()))
    expect(verified(request, OTHER_SECRET)).toEqual(messageOf(cancelOf()))
    const [first] = request.headers!["webhook-signature"]!.split(" ")
    const alone = cancelRequest(
      optionsOf(),
      cancelOf(),
      1_000 * Number(request.headers!["webhook-timestamp"])
    )
    expect(first).toBe(alone.headers!["webhook-signature"])
  })

  it("is refused by the package with another secret, id, time or body", () => {
    const request = cancelRequest(optionsOf(), cancelOf(), Date.now())
    const headers = request.headers!
    expect(() => verified(request, OTHER_SECRET)).toThrow("No matching")
    for (const changed of [
      { headers: { ...headers, "webhook-id": "cncl_2" } },
      { headers: { ...headers, "webhook-timestamp": "1" } },
      { body: { ...(request.body as object), type: "ping" } },
    ]) {
      expect(() => verified({ ...request, ...changed })).toThrow()
    }
  })

  it("has the store's headers, and never instead of its own", () => {
    const options = optionsOf({ headers: { "X-Tenant": "t-1" } })
    expect(cancelRequest(options, cancelOf(), 0).headers).toEqual({
      "X-Tenant": "t-1",
      "webhook-id": "cncl_1",
      "webhook-timestamp": "0",
      "webhook-signature": expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    })
  })

  it("asks for nothing as a ping", () => {
    const now = Date.now()
    const request = pingRequest(optionsOf(), "ping_1", now)
    expect(verified(request)).toEqual({
      type: "ping",
      timestamp: new Date(now).toISOString(),
      data: {},
    })
  })

  it.each([
    [RECORD_URL, `${RECORD_URL}?id=cncl_1%2F2`],
    [`${RECORD_URL}?of=medusa`, `${RECORD_URL}?of=medusa&id=cncl_1%2F2`],
    [`${RECORD_URL}/{id}`, `${RECORD_URL}/cncl_1%2F2`],
    [
      `${RECORD_URL}/{id}/status?v={id}`,
      `${RECORD_URL}/cncl_1%2F2/status?v=cncl_1%2F2`,
    ],
  ])(
    "asks at %s what became of it, signed without a body",
    (recordUrl, url) => {
      const options = optionsOf({ answers: "decide", recordUrl })
      const request = readRequest(options, recordUrl, "cncl_1/2", Date.now())
      expect(request).toMatchObject({ method: "GET", url })
      expect("body" in request).toBe(false)
      expect(() => verified(request)).not.toThrow()
    }
  )
})
