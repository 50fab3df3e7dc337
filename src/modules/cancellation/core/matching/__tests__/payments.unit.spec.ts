import {
  aCollection,
  aPayment,
  after,
  anOrder,
  cancelledWithOrder,
  givenUp,
} from "../__fixtures__/orders"
import { PaymentSnapshot } from "../order-snapshot"
import {
  isGivenUp,
  livePaymentsWith,
  namesProvider,
  paymentsWith,
} from "../payments"

describe("a payment provider names a provider of ours", () => {
  it.each([
    ["pp_aplazame", "aplazame"],
    ["pp_aplazame_aplazame", "aplazame"],
    ["pp_aplazame_es", "aplazame"],
    ["pp_bnpl_aplazame", "aplazame"],
    ["pp_aplazame_es", "aplazame_es"],
    ["pp_aplazame_es", "pp_aplazame_es"],
  ])("%s names %s", (payment, provider) => {
    expect(namesProvider(payment, provider)).toBe(true)
  })

  it.each([
    ["pp_system_default", "aplazame"],
    ["pp_aplazamento", "aplazame"],
    ["pp_my-aplazame", "aplazame"],
    ["pp_a_aplazame_b", "aplazame"],
    ["pp_aplazame", "aplazame_es"],
    ["pp_aplazame", "pp"],
    ["x_pp_aplazame", "x_aplazame"],
  ])("%s does not name %s", (payment, provider) => {
    expect(namesProvider(payment, provider)).toBe(false)
  })
})

describe("a payment was given up", () => {
  const LIVING = anOrder()
  const CANCELLED = anOrder({ canceled_at: after(10_000) })

  /** As an edit left it, and a cancel of the order 10 s later stamped anew. */
  const stampedAnew: Partial<PaymentSnapshot> = {
    ...givenUp(after(1_000)),
    canceled_at: after(9_900),
  }

  it.each<[string, Partial<PaymentSnapshot>]>([
    ["by an edit", givenUp(after(1_000))],
    ["by whatever cancelled it", { canceled_at: after(1_000) }],
  ])("while its order lives: %s", (_, fields) => {
    expect(isGivenUp(aPayment(fields), LIVING)).toBe(true)
  })

  it("by an edit, though the order's cancel wrote its time anew", () => {
    expect(isGivenUp(aPayment(stampedAnew), CANCELLED)).toBe(true)
  })

  it("by an edit, and couldn't be cancelled once more", () => {
    expect(isGivenUp(aPayment(givenUp(after(1_000))), CANCELLED)).toBe(true)
  })

  it.each<[string, Partial<PaymentSnapshot>]>([
    ["nobody cancelled it", {}],
    ["the order's cancel cancelled it", cancelledWithOrder(after(9_900))],
    [
      "the same, and a later collection had no payment yet",
      {
        canceled_at: after(9_900),
        collection: aCollection({
          is_canceled: true,
          has_successor: true,
          updated_at: after(9_950),
        }),
      },
    ],
    [
      "the same within one millisecond",
      {
        canceled_at: after(9_900),
        collection: aCollection({
          is_canceled: true,
          has_successor: true,
          updated_at: after(9_900),
        }),
      },
    ],
    [
      "a cancel broke off halfway and was repeated",
      {
        canceled_at: after(9_900),
        collection: aCollection({ is_canceled: true, updated_at: after(500) }),
      },
    ],
    [
      "its collection is none that an edit closes",
      { ...stampedAnew, collection: aCollection({ has_successor: true }) },
    ],
    ["a part of it was captured", { ...stampedAnew, is_captured: true }],
  ])("not where %s", (_, fields) => {
    expect(isGivenUp(aPayment(fields), CANCELLED)).toBe(false)
  })

  it("not while the order lives, where a part of it was captured", () => {
    expect(
      isGivenUp(
        aPayment({ ...givenUp(after(1_000)), is_captured: true }),
        LIVING
      )
    ).toBe(false)
  })

  it("so it isn't among the live ones, which come in their order", () => {
    const order = anOrder({
      payments: [
        aPayment({ id: "pay_3", created_at: after(3) }),
        aPayment({ id: "pay_1", created_at: after(1), ...givenUp(after(2)) }),
        aPayment({ id: "pay_2", created_at: after(2) }),
        aPayment({ id: "pay_4", provider_id: "pp_system_default" }),
      ],
    })
    expect(livePaymentsWith(order, "aplazame").map(({ id }) => id)).toEqual([
      "pay_2",
      "pay_3",
    ])
  })
})

describe("the payments of an order", () => {
  it.each([[["pay_1", "pay_2", "pay_3"]], [["pay_3", "pay_2", "pay_1"]]])(
    "made at one moment have one order, whatever order they are in: %p",
    (ids) => {
      const order = anOrder({ payments: ids.map((id) => aPayment({ id })) })
      expect(paymentsWith(order, "aplazame").map(({ id }) => id)).toEqual([
        "pay_1",
        "pay_2",
        "pay_3",
      ])
    }
  )
})
