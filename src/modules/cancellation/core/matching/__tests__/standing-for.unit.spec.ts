import { aPayment, after, anOrder, aplazame } from "../__fixtures__/orders"
import { OrderSnapshot, PaymentSnapshot } from "../order-snapshot"
import { Counterpart, standingFor } from "../standing-for"

const FIRST = aPayment({ is_captured: true, data: { mid: "mid-1" } })
const SECOND = aPayment({
  id: "pay_2",
  created_at: after(1_000),
  data: { mid: "mid-2" },
})

const recorded = (
  external_id: string,
  found_in: string | null,
  fields: Partial<Counterpart> = {}
): Counterpart => ({
  provider_id: "aplazame",
  external_id,
  found_in,
  is_open: true,
  ...fields,
})

const MID_1 = recorded("mid-1", "payment.pay_1")
const MID_2 = recorded("mid-2", "payment.pay_2")
const TOLD = recorded("told", null)
const CLOSED = { is_open: false }

/** For a refund of the first payment: which ones, and what is in doubt. */
const standing = (
  rows: Counterpart[],
  {
    payment = FIRST,
    order = anOrder({ payments: [FIRST, SECOND] }),
    external_id_from = "payment.data.mid",
  }: {
    payment?: PaymentSnapshot
    order?: OrderSnapshot
    external_id_from?: string | null
  } = {}
): string => {
  const { counterparts, ambiguity } = standingFor(
    payment,
    order,
    [aplazame({ external_id_from })],
    rows
  )
  return [...counterparts.map((one) => one.external_id), ambiguity].join(" ")
}

describe("a refund concerns", () => {
  it.each<[string, Counterpart[], string]>([
    ["the one that its payment names, beside others", [MID_1, MID_2], "mid-1 "],
    [
      "it also where it is cancelled",
      [{ ...MID_1, ...CLOSED }, MID_2],
      "mid-1 ",
    ],
    [
      "the one that is open, of those that were its own",
      [{ ...MID_1, ...CLOSED }, recorded("new", "payment.pay_1")],
      "mid-1 new ",
    ],
    [
      "no other provider's of the same id",
      [MID_1, { ...MID_1, provider_id: "climes", found_in: null }],
      "mid-1 ",
    ],
    ["the only one that nobody's payment stands for", [TOLD, MID_2], "told "],
    ["nothing where there is none", [], ""],
  ])("%s", (_, rows, expected) => {
    expect(standing(rows)).toBe(expected)
  })

  it("what its payment names now, though it was found by another one", () => {
    const payment = { ...SECOND, data: { mid: "mid-1" } }
    const order = anOrder({ payments: [FIRST, payment] })

    expect(standing([MID_1], { payment, order })).toBe("mid-1 ")
  })

  it("what its payment names now, though somebody registered it", () => {
    expect(standing([recorded("mid-1", null), TOLD, MID_2])).toBe("mid-1 ")
  })

  it("what it was found by, though that can't be read any more", () => {
    const unread = { ...FIRST, data: null }

    expect(
      standing([MID_1, MID_2], {
        order: anOrder({ payments: [unread, SECOND] }),
      })
    ).toBe("mid-1 ")
  })

  it("any where the order's metadata names them", () => {
    const row = recorded("a", "metadata.aplazame_order_id")

    expect(standing([row], { external_id_from: null })).toBe("a ")
  })

  it("any of these, also where another payment was made first", () => {
    const order = anOrder({
      metadata: { aplazame_order_id: "a" },
      payments: [FIRST, SECOND],
    })
    const row = recorded("a", "metadata.aplazame_order_id")

    expect(
      standing([row], { order, payment: SECOND, external_id_from: null })
    ).toBe("a ")
  })

  it("any where its payment's provider stands for none there", () => {
    const payment = aPayment({ id: "pay_3", provider_id: "pp_stripe_stripe" })
    const order = anOrder({ payments: [SECOND, payment] })

    expect(standing([MID_2], { payment, order })).toBe("mid-2 ")
  })
})

describe("a person decides about a refund", () => {
  it.each<[string, Counterpart[], string]>([
    [
      "whose payment has none, while another's has",
      [MID_2],
      "mid-2 another_payment",
    ],
    [
      "whose payment has none, while another's was registered",
      [recorded("mid-2", null)],
      "mid-2 another_payment",
    ],
    [
      "where the only one that may be its own is cancelled",
      [{ ...TOLD, ...CLOSED }, MID_2],
      "mid-2 another_payment",
    ],
    [
      "where several may be its own",
      [TOLD, recorded("too", null), MID_2],
      "told too several",
    ],
    [
      "where it has had several",
      [MID_1, recorded("old", "payment.pay_1"), MID_2],
      "mid-1 old several",
    ],
  ])("%s", (_, rows, expected) => {
    expect(standing(rows)).toBe(expected)
  })

  it("where the other one was found before the provider was configured anew", () => {
    expect(standing([MID_2], { external_id_from: null })).toBe(
      "mid-2 another_payment"
    )
  })

  it("but not where the others are cancelled too", () => {
    expect(standing([{ ...MID_2, ...CLOSED }])).toBe("")
  })
})
