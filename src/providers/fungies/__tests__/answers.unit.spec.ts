import { type RecordReading } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import {
  CANCELLED_STATUSES,
  OPEN_STATUSES,
  orderOf,
  OVER_STATUSES,
  proofBy,
  refusal,
  success,
  UUID,
} from "../__fixtures__/orders"
import { TRANSPORT_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { readCancelAnswer, readOrderAnswer, type Undecided } from "../answers"
import { reconsider } from "../reconsider"
import { toReading } from "../record"

const undecidedBy = (
  exchange: Parameters<typeof readCancelAnswer>[0]
): Undecided => {
  const outcome = readCancelAnswer(exchange, UUID)
  if (outcome.type !== "undecided") {
    throw new Error(`It is ${outcome.type} by its own answer`)
  }
  return outcome
}

describe("what a cancel's own answer proves", () => {
  it.each(TRANSPORT_CASES)(
    "$expected.type after $name",
    ({ exchange, expected }) => {
      const { code, ...fields } = expected
      expect(readCancelAnswer(exchange, UUID)).toMatchObject({
        ...fields,
        error: { code },
        exchanges: [exchange],
      })
    }
  )

  it.each(CANCELLED_STATUSES)("success with %s is done", (status) => {
    const exchange = success({ status })
    expect(readCancelAnswer(exchange, UUID)).toEqual({
      type: "succeeded",
      proof: proofBy("answer", status),
      exchanges: [exchange],
    })
  })

  it.each(OVER_STATUSES)("success with %s was over before", (status) => {
    const exchange = success({ status })
    expect(readCancelAnswer(exchange, UUID)).toEqual({
      type: "already_done",
      proof: proofBy("record", status),
      exchanges: [exchange],
    })
  })

  it("the word success is read in capitals too", () => {
    const exchange = answered(200, {
      status: "SUCCESS",
      data: { order: orderOf() },
    })
    expect(readCancelAnswer(exchange, UUID).type).toBe("succeeded")
  })

  it.each([
    ["its id", UUID],
    ["its id in capitals", UUID.toUpperCase()],
    ["its number", "F/100"],
    ["its number with #", "#F/100"],
  ])("an order is recognised by %s", (_, externalId) => {
    expect(readCancelAnswer(success(), externalId).type).toBe("succeeded")
  })

  it("an order is recognised by a number that is sent as one", () => {
    const exchange = success({ number: 100, orderNumber: undefined })
    expect(readCancelAnswer(exchange, "#100").type).toBe("succeeded")
  })

  it.each<[string, unknown]>([
    ["another order", orderOf({ id: "1", number: "2", orderNumber: "3" })],
    ["an order without an id", orderOf({ id: null })],
    ["an order without a status", orderOf({ status: undefined })],
    ["a status that is no word", orderOf({ status: 3 })],
    ["no order", null],
  ])("success with %s proves nothing", (_, order) => {
    const exchange = answered(200, { status: "success", data: { order } })
    expect(readCancelAnswer(exchange, UUID)).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it("an order without the word success proves nothing", () => {
    const exchange = answered(200, { data: { order: orderOf() } })
    expect(readCancelAnswer(exchange, UUID).type).toBe("unknown")
  })

  it("a 401 is about the keys: nothing was processed", () => {
    const exchange = refusal(401, "Unauthorized")
    const outcome = readCancelAnswer(exchange, UUID)
    expect(outcome).toMatchObject({
      type: "retry",
      error: {
        code: "unauthorized",
        message: expect.stringMatching(/publicKey.*secretKey/),
        provider_message: "Unauthorized",
      },
      exchanges: [exchange],
    })
  })

  it("a 403 is a refusal for lack of rights", () => {
    const exchange = answered(403, "Forbidden")
    expect(readCancelAnswer(exchange, UUID)).toMatchObject({
      type: "rejected",
      error: { code: "forbidden", provider_message: null },
      exchanges: [exchange],
    })
  })

  it.each([400, 402, 404, 405, 409, 410, 415, 422])(
    "a %i leaves it to the order",
    (status) => {
      const exchange = refusal(status, "Order can't be cancelled")
      expect(readCancelAnswer(exchange, UUID)).toMatchObject({
        type: "undecided",
        if_cancelled: "already_done",
        otherwise: {
          type: "rejected",
          error: {
            code: `http_${status}`,
            provider_message: "Order can't be cancelled",
          },
          exchanges: [exchange],
        },
      })
    }
  )

  it.each<[string, unknown]>([
    ["a page", "<html>Bad Request</html>"],
    ["a list", []],
    ["an error without words", { status: "error", error: {} }],
  ])("a 400 with %s is still a refusal", (_, body) => {
    expect(undecidedBy(answered(400, body)).otherwise).toMatchObject({
      type: "rejected",
      error: { code: "http_400", provider_message: null },
    })
  })

  it("a refusal whose body broke off is still a refusal", () => {
    const exchange = answered(400, '{"status":', { body_state: "broken" })
    expect(undecidedBy(exchange).otherwise.error.code).toBe("http_400")
  })

  it("an error that comes with a 200 is a refusal", () => {
    expect(undecidedBy(refusal(200, "Too late"))).toMatchObject({
      if_cancelled: "already_done",
      otherwise: {
        type: "rejected",
        error: { code: "error_answer", provider_message: "Too late" },
      },
    })
  })

  it.each<[string, unknown]>([
    ["error", { status: "error", error: "Too late" }],
    ["error.message", { status: "error", error: { message: "Too late" } }],
    ["message", { status: "error", message: "Too late" }],
    [
      "message, beside a code",
      { status: "ERROR", error: 7, message: "Too late" },
    ],
    ["message, beside nothing", { message: "Too late" }],
  ])("a refusal is read from %s", (_, body) => {
    expect(undecidedBy(answered(400, body)).otherwise.error).toMatchObject({
      code: "http_400",
      provider_message: "Too late",
    })
  })

  it.each([undefined, null, 7, { code: 7 }])(
    "an error that comes with a 200 is a refusal, even with %j inside",
    (error) => {
      expect(
        undecidedBy(answered(200, { status: "error", error })).otherwise
      ).toMatchObject({
        type: "rejected",
        error: { code: "error_answer", provider_message: null },
      })
    }
  )

  it.each(OPEN_STATUSES)("success with %s leaves it to the order", (status) => {
    expect(undecidedBy(success({ status }))).toMatchObject({
      if_cancelled: "succeeded",
      otherwise: {
        type: "unknown",
        error: {
          code: "cancel_not_shown",
          message: expect.stringContaining(status),
        },
      },
    })
  })
})

describe("what the order decides", () => {
  const read = (
    exchange: Parameters<typeof readOrderAnswer>[0]
  ): RecordReading => toReading(readOrderAnswer(exchange, UUID))
  const refused = refusal(400, "Not possible")
  const unproven = success({ status: "PAID" })

  it.each([...CANCELLED_STATUSES, ...OVER_STATUSES])(
    "a refused cancel of a %s order was done already",
    (status) => {
      const reading = success({ status })
      expect(reconsider(undecidedBy(refused), read(reading))).toEqual({
        type: "already_done",
        proof: proofBy("record", status),
        exchanges: [refused, reading],
      })
    }
  )

  it.each(OPEN_STATUSES)(
    "a refused cancel of a %s order stays refused",
    (status) => {
      const reading = success({ status })
      expect(reconsider(undecidedBy(refused), read(reading))).toMatchObject({
        type: "rejected",
        error: { code: "http_400", provider_message: "Not possible" },
        exchanges: [refused, reading],
      })
    }
  )

  it("a refused cancel of an order that isn't there is refused", () => {
    const patch = refusal(404, "Order not found")
    const reading = answered(404)
    expect(reconsider(undecidedBy(patch), read(reading))).toMatchObject({
      type: "rejected",
      error: {
        code: "order_not_found",
        provider_message: "Order not found",
      },
      exchanges: [patch, reading],
    })
  })

  it.each([
    ["failed", answered(503)],
    ["was throttled", answered(429)],
    ["was unauthorized", answered(401)],
    ["was forbidden", answered(403)],
    ["can't be read", answered(200, "{")],
  ])("a refused cancel is unknown where the read %s", (_, reading) => {
    expect(reconsider(undecidedBy(refused), read(reading))).toMatchObject({
      type: "unknown",
      error: { code: "order_not_read", provider_message: "Not possible" },
      exchanges: [refused, reading],
    })
  })

  it("an unproven success is proven by a cancelled order", () => {
    const reading = success()
    expect(reconsider(undecidedBy(unproven), read(reading))).toEqual({
      type: "succeeded",
      proof: proofBy("record", "CANCELLED"),
      exchanges: [unproven, reading],
    })
  })

  it("an unproven success of an order that is over is none of its own", () => {
    const reading = success({ status: "expired" })
    expect(reconsider(undecidedBy(unproven), read(reading))).toEqual({
      type: "already_done",
      proof: proofBy("record", "expired"),
      exchanges: [unproven, reading],
    })
  })

  it.each([
    ["open", success({ status: "PAID" }), "cancel_not_shown"],
    ["missing", answered(404), "cancel_not_shown"],
    ["unreadable", answered(500), "order_not_read"],
  ])("an unproven success stays so for an order %s", (_, reading, code) => {
    expect(reconsider(undecidedBy(unproven), read(reading))).toMatchObject({
      type: "unknown",
      error: { code },
      exchanges: [unproven, reading],
    })
  })
})
