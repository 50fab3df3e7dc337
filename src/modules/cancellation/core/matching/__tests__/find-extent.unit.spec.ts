import {
  aCart,
  aPayment,
  after,
  anOrder,
  aplazame,
  climes,
} from "../__fixtures__/orders"
import { findExtent } from "../find-provider-orders"

const ORDER = anOrder({
  payments: [
    aPayment({ data: { mid: "mid-1" }, amount: "20" }),
    aPayment({
      id: "pay_2",
      created_at: after(1),
      data: { mid: "mid-2" },
      amount: "30",
    }),
  ],
})

describe("the extent of a provider order that somebody named", () => {
  it.each([
    ["mid-1", "20"],
    ["mid-2", "30"],
  ])("is that of the payment that names it too: %s", (id, total) => {
    const settings = aplazame({ external_id_from: "payment.data.mid" })
    expect(findExtent(ORDER, settings, id)).toEqual({
      total,
      total_source: "payment",
      currency_code: "eur",
      items: null,
      ignored: [],
    })
  })

  it.each([null, "payment.data.mid"])(
    "is that of the first payment where none names it: %p",
    (external_id_from) => {
      expect(
        findExtent(ORDER, aplazame({ external_id_from }), "told")
      ).toMatchObject({ total: "20", total_source: "payment" })
    }
  )

  const shopped = anOrder({
    metadata: { climes_amount: 40 },
    cart: aCart({ metadata: { climes_amount: 40 } }),
  })

  it("is none that a shopper may have written", () => {
    expect(findExtent(shopped, climes(), "told")).toEqual({
      total: null,
      total_source: null,
      currency_code: null,
      items: null,
      ignored: [expect.stringContaining("the shopper's cart carries it too")],
    })
  })

  it("is also this where the store trusts its carts", () => {
    expect(
      findExtent(shopped, climes({ trust_cart_metadata: true }), "told")
    ).toMatchObject({ total: "40", total_source: "metadata", ignored: [] })
  })
})
