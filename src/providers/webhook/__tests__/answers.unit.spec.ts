import { type Outcome } from "../../../provider-kit"
import { answered, failed } from "../../../provider-kit/__fixtures__/exchanges"
import { cancelOf, itemsOf, voidOf } from "../__fixtures__/call"
import {
  readAcknowledgement,
  readDecision,
  readPing,
  readRecordAnswer,
} from "../answers"
import { findEffect, toReading } from "../record"

const html = (status: number) => answered(status, "<html>OK")

const decided = (body: unknown, isRecordKept = true, status = 200): Outcome =>
  readDecision(answered(status, body), voidOf(), isRecordKept)

describe("an acknowledgement", () => {
  it.each([200, 201, 202, 204])("is any 2xx: %d", (status) => {
    expect(readAcknowledgement(answered(status), cancelOf())).toMatchObject({
      type: "succeeded",
      proof: {
        by: "answer",
        statement: `The receiver acknowledged order.canceled (${status})`,
      },
    })
  })

  it("is a 2xx with a page, a text, or a decision that nobody asked for", () => {
    for (const exchange of [
      html(200),
      answered(200, "Accepted"),
      answered(200, { status: "rejected" }),
    ]) {
      expect(readAcknowledgement(exchange, cancelOf()).type).toBe("succeeded")
    }
  })

  it("is none that breaks off", () => {
    const broken = answered(200, "O", { body_state: "broken" })
    expect(readAcknowledgement(broken, cancelOf()).type).toBe("unknown")
  })

  it("names what was taken off", () => {
    expect(readAcknowledgement(answered(200), voidOf())).toMatchObject({
      proof: {
        statement:
          "The receiver acknowledged order.partially_canceled of 12.5 (200)",
      },
    })
    expect(readAcknowledgement(answered(200), itemsOf())).toMatchObject({
      proof: {
        statement:
          "The receiver acknowledged order.partially_canceled of 2 units (200)",
      },
    })
  })

  it.each([
    [400, "rejected", "http_400"],
    [401, "retry", "unauthorized"],
    [403, "rejected", "forbidden"],
    [404, "rejected", "http_404"],
    [408, "unknown", "http_408"],
    [410, "retry", "gone"],
    [422, "rejected", "http_422"],
    [429, "retry", "throttled"],
    [302, "unknown", "redirected"],
    [500, "unknown", "http_500"],
    [503, "unknown", "http_503"],
  ])("is no %d, which is %s", (status, type, code) => {
    for (const exchange of [answered(status), html(status)]) {
      expect(readAcknowledgement(exchange, cancelOf())).toMatchObject({
        type,
        error: { code },
      })
    }
  })

  it("keeps the receiver's words in a refusal", () => {
    const body = { code: "E17", message: "No such order", other: 1 }
    expect(readAcknowledgement(answered(422, body), cancelOf())).toMatchObject({
      type: "rejected",
      error: { provider_code: "E17", provider_message: "No such order" },
    })
    const odd = { code: 17, message: ["No"] }
    expect(readAcknowledgement(answered(422, odd), cancelOf())).toMatchObject({
      type: "rejected",
      error: { provider_code: null, provider_message: null },
    })
  })

  it("says of a 410 that the receiver is gone, and what to do", () => {
    expect(readAcknowledgement(answered(410), cancelOf())).toMatchObject({
      error: {
        message:
          "The receiver is gone (410), so nothing more is sent to it. Check the option url, then resume the provider.",
      },
    })
  })

  it("is tried again where nothing left", () => {
    const refused = failed(false, "connection_failed")
    expect(readAcknowledgement(refused, cancelOf()).type).toBe("retry")
  })
})

describe("a decision", () => {
  it("succeeds, with the receiver's own reference", () => {
    expect(decided({ status: "succeeded", reference: 17 })).toMatchObject({
      type: "succeeded",
      reference: "17",
      proof: {
        by: "answer",
        statement:
          "The receiver carried out order.partially_canceled of 12.5 as 17",
      },
    })
    expect(decided({ status: "succeeded" })).toMatchObject({
      type: "succeeded",
      reference: null,
    })
  })

  it("is rejected in the receiver's words, whatever the 2xx", () => {
    const body = { status: "rejected", code: "shipped", message: "Gone out" }
    expect(decided(body, true, 202)).toMatchObject({
      type: "rejected",
      error: {
        code: "refused_by_receiver",
        provider_code: "shipped",
        provider_message: "Gone out",
      },
    })
  })

  it("is accepted where its record can be read", () => {
    expect(decided({ status: "accepted", reference: "E-1" })).toMatchObject({
      type: "accepted",
      is_waiting: true,
      reference: "E-1",
    })
  })

  it("is asked for again by the same message where there is no record", () => {
    expect(decided({ status: "accepted" }, false)).toMatchObject({
      type: "unknown",
      error: { code: "settles_later" },
    })
  })

  it.each([
    ["nothing", ""],
    ["a page", "<html>OK"],
    ["another word", { status: "done" }],
    ["no status", { reference: "1" }],
    ["a status of another type", { status: ["succeeded"] }],
    ["words of another type", { status: "rejected", message: 1 }],
    ["a reference of another type", { status: "succeeded", reference: {} }],
  ])("is none: %s", (_, body) => {
    expect(decided(body)).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it("doesn't count in a refusal by status", () => {
    expect(decided({ status: "succeeded" }, true, 409)).toMatchObject({
      type: "rejected",
      error: { code: "http_409" },
    })
  })
})

describe("what became of a message", () => {
  const effectOf = (body: unknown) => {
    const answer = readRecordAnswer(answered(200, body))
    const reading = toReading(voidOf(), answer)
    return reading.type === "found" ? findEffect(reading.record) : reading.type
  }

  it.each([
    [{ status: "accepted" }, { type: "settling" }],
    [{ status: "unknown" }, { type: "absent", provider_message: null }],
    [{ status: "rejected" }, { type: "absent", provider_message: null }],
    [
      { status: "rejected", message: "late: it has left" },
      { type: "absent", provider_message: "late: it has left" },
    ],
    [
      { status: "succeeded", reference: "E-1" },
      {
        type: "applied",
        proof: {
          by: "record",
          statement:
            "The receiver carried out order.partially_canceled of 12.5 as E-1",
        },
      },
    ],
  ])("is told by %j", (body, effect) => {
    expect(effectOf(body)).toEqual(effect)
  })

  it("isn't told by anything else", () => {
    expect(effectOf({ status: "done" })).toBe("failed")
    expect(effectOf([])).toBe("failed")
  })

  it("is put before a person where the record doesn't know what it took", () => {
    const reading = toReading(voidOf(), readRecordAnswer(answered(404, {})))
    expect(reading.type).toBe("missing")
  })
})

describe("a ping", () => {
  it("is taken with any 2xx", () => {
    expect(readPing(html(200))).toEqual({
      ok: true,
      message:
        "The receiver answered 200 to a signed message of the type ping.",
    })
  })

  it.each([401, 404, 410, 500])("isn't taken with %d", (status) => {
    const { ok, message } = readPing(answered(status))
    expect(ok).toBe(false)
    expect(message).toContain(String(status))
  })

  it("isn't taken where nobody answers", () => {
    expect(
      readPing(failed(false, "connection_failed", "Nobody is there."))
    ).toEqual({ ok: false, message: "Nobody is there." })
  })
})
