import { type Exchange, type ProviderRecord } from "../../../provider-kit"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import {
  CANCELLED_STATUSES,
  OPEN_STATUSES,
  OVER_STATUSES,
  proofBy,
  refusal,
  success,
  UUID,
} from "../__fixtures__/orders"
import { TRANSPORT_CASES } from "../../../provider-kit/__fixtures__/transport-cases"
import { readOrderAnswer } from "../answers"
import { findEffect, toReading } from "../record"

const readOrder = (exchange: Exchange, externalId: string) =>
  toReading(readOrderAnswer(exchange, externalId))

const recordOf = (status: string): ProviderRecord => {
  const reading = readOrder(success({ status }), UUID)
  if (reading.type !== "found") {
    throw new Error(`The reading is ${reading.type}`)
  }
  return reading.record
}

describe("the record of a Fungies order", () => {
  it.each([
    ...[...CANCELLED_STATUSES, ...OVER_STATUSES].map((status) => [
      status,
      "cancelled",
      "applied",
    ]),
    ...OPEN_STATUSES.map((status) => [status, "open", "absent"]),
  ] as [string, string, string][])(
    "%s is %s: a cancel is %s",
    (status, state, effect) => {
      const record = recordOf(status)
      expect(record).toEqual({
        state,
        status,
        total: null,
        remaining: null,
        voids: null,
        items: null,
      })
      expect(findEffect(record)).toEqual({
        type: effect,
        ...(effect === "applied" && { proof: proofBy("record", status) }),
      })
    }
  )

  it("keeps the evidence", () => {
    const exchange = success()
    expect(readOrder(exchange, UUID).exchanges).toEqual([exchange])
  })

  it.each(TRANSPORT_CASES)(
    "says nothing after $name",
    ({ exchange, expected }) => {
      const { code, retry_after_ms = null } = expected
      const reading = readOrder(exchange, UUID)
      expect(reading).toMatchObject({
        type: "failed",
        error: { code },
        exchanges: [exchange],
      })
      expect(
        "retry_after_ms" in reading ? (reading.retry_after_ms ?? null) : null
      ).toBe(retry_after_ms)
    }
  )

  it.each([
    [401, "unauthorized"],
    [403, "forbidden"],
    [405, "http_405"],
    [409, "http_409"],
  ])("says nothing after a %i", (status, code) => {
    expect(readOrder(refusal(status, "No."), UUID)).toMatchObject({
      type: "failed",
      error: { code, provider_code: null, provider_message: "No." },
    })
  })

  it.each([200, 400, 404, 410, 422])(
    "is missing where the read is refused with %i",
    (status) => {
      const exchange = refusal(status, "Order not found")
      expect(readOrder(exchange, UUID)).toMatchObject({
        type: "missing",
        error: {
          code: "order_not_found",
          message: expect.stringContaining(UUID),
          provider_code: null,
          provider_message: "Order not found",
        },
        exchanges: [exchange],
      })
    }
  )

  it("is missing where there is a bare 404", () => {
    expect(readOrder(answered(404), UUID).type).toBe("missing")
  })

  it("says nothing where it is another order's", () => {
    expect(readOrder(success(), "another")).toMatchObject({
      type: "failed",
      error: { code: "answer_unreadable" },
    })
  })
})
