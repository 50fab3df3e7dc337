import {
  PLACED_AT,
  UNTOUCHED,
  aCart,
  aLine,
  aPayment,
  after,
  akinon,
  anOrder,
  aplazame,
  cancelledWithOrder,
  climes,
  fungies,
  givenUp,
} from "../__fixtures__/orders"
import { meansEveryOrder } from "../external-ids"
import { findProviderOrders } from "../find-provider-orders"
import { PaymentSnapshot } from "../order-snapshot"

const NOTHING = { found: [], distrusted: [], ignored: [] }

describe("finding an order's provider orders", () => {
  it("finds nothing in an order that tells nothing", () => {
    expect(
      findProviderOrders(anOrder(), [climes(), fungies(), aplazame(), akinon()])
    ).toMatchObject(NOTHING)
  })

  it("finds one at every provider that the metadata names", () => {
    const { found } = findProviderOrders(
      anOrder({
        metadata: { climes_order_id: "c-1", fungies_order_id: "#12" },
      }),
      [climes(), fungies(), aplazame()]
    )
    expect(found).toEqual([
      {
        provider_id: "climes",
        external_id: "c-1",
        origin: "metadata",
        found_in: "metadata.climes_order_id",
        total: null,
        total_source: null,
        currency_code: null,
        items: null,
        metadata: null,
      },
      {
        provider_id: "fungies",
        external_id: "#12",
        origin: "metadata",
        found_in: "metadata.fungies_order_id",
        total: null,
        total_source: null,
        currency_code: null,
        items: null,
        metadata: null,
      },
    ])
  })

  it("goes by the configured id where one kind is configured twice", () => {
    const { found } = findProviderOrders(
      anOrder({ metadata: { climes_de_order_id: "de-1" } }),
      [climes(), climes({ provider_id: "climes_de" })]
    )
    expect(found.map(({ provider_id }) => provider_id)).toEqual(["climes_de"])
  })

  it.each([
    ["a string", " c-1 ", "c-1"],
    ["an integer", 4711, "4711"],
    ["zero", 0, "0"],
    ["the longest string", "x".repeat(255), "x".repeat(255)],
  ])("takes %s as an external id", (_, value, external_id) => {
    const { found } = findProviderOrders(
      anOrder({ metadata: { climes_order_id: value } }),
      [climes()]
    )
    expect(found).toMatchObject([{ external_id }])
  })

  it.each([
    ["an empty string", ""],
    ["blanks", "   "],
    ["a string that is too long", "x".repeat(256)],
    ["a control character", "a\u0000b"],
    ["a fraction", 1.5],
    ["a negative number", -1],
    ["a number beyond exactness", 2 ** 60],
    ["true", true],
    ["a list", ["c-1"]],
    ["an object", { id: "c-1" }],
  ])("ignores %s as an external id, and says so", (_, value) => {
    const { found, ignored } = findProviderOrders(
      anOrder({ metadata: { climes_order_id: value } }),
      [climes()]
    )
    expect(found).toEqual([])
    expect(ignored).toEqual([
      {
        provider_id: "climes",
        reason:
          "climes_order_id of the order's metadata is ignored: it must be a string of at most 255 characters, or a whole number",
      },
    ])
  })

  it("passes over a key without a value in silence", () => {
    expect(
      findProviderOrders(anOrder({ metadata: { climes_order_id: null } }), [
        climes(),
      ])
    ).toMatchObject(NOTHING)
  })
})

describe("externalIdFrom", () => {
  const order = anOrder({
    custom_display_id: "SHOP-7",
    metadata: { aplazame_order_id: "by convention", mid: "by option" },
    payments: [aPayment({ data: { order_id: "in the payment" } })],
  })

  it.each([
    ["id", "order_1"],
    ["display_id", "7"],
    ["custom_display_id", "SHOP-7"],
    ["metadata.mid", "by option"],
    ["payment.data.order_id", "in the payment"],
  ])("takes %s instead of the convention", (from, external_id) => {
    expect(
      findProviderOrders(order, [aplazame({ external_id_from: from })]).found
    ).toMatchObject([{ external_id, origin: "option" }])
  })

  it.each([
    ["display_id", []],
    ["custom_display_id", []],
    ["metadata.other", ["metadata.other"]],
    ["payment.data.other", []],
  ])("finds nothing where %s is not there", (from, certain) => {
    expect(
      findProviderOrders(
        { ...order, display_id: null, custom_display_id: null },
        [aplazame({ external_id_from: from })]
      )
    ).toMatchObject({
      ...NOTHING,
      readings: [{ provider_id: "aplazame", certain }],
    })
  })

  it("is certain of what it found in the order itself", () => {
    const { readings } = findProviderOrders(order, [
      aplazame({ external_id_from: "display_id" }),
    ])
    expect(readings).toMatchObject([{ certain: ["display_id"] }])
  })

  it("is certain of nothing where a live payment doesn't tell", () => {
    const { found, readings } = findProviderOrders(
      anOrder({
        payments: [
          aPayment({ data: { mid: "mid-1" } }),
          aPayment({ id: "pay_2", created_at: after(1) }),
        ],
      }),
      [aplazame({ external_id_from: "payment.data.mid" })]
    )
    expect(found).toMatchObject([{ external_id: "mid-1" }])
    expect(readings).toMatchObject([{ certain: [] }])
  })

  it.each([
    ["id", true],
    ["display_id", true],
    ["custom_display_id", true],
    ["metadata.id", false],
    ["payment.data.id", false],
    [null, false],
  ])("means every order, or not: %s, %p", (external_id_from, expected) => {
    expect(meansEveryOrder({ external_id_from })).toBe(expected)
  })

  it("keeps the convention for the amount", () => {
    expect(
      findProviderOrders(anOrder({ metadata: { climes_amount: 40 } }), [
        climes({ external_id_from: "id" }),
      ]).found
    ).toMatchObject([{ external_id: "order_1", total: "40" }])
  })

  it("looks at payments of the provider only", () => {
    expect(
      findProviderOrders(
        anOrder({
          payments: [
            aPayment({
              provider_id: "pp_stripe_stripe",
              data: { order_id: "not ours" },
            }),
          ],
        }),
        [aplazame({ external_id_from: "payment.data.order_id" })]
      )
    ).toMatchObject(NOTHING)
  })

  it("takes what each live payment names, with its amount", () => {
    const { found, ignored, readings } = findProviderOrders(
      anOrder({
        payments: [
          aPayment({
            id: "pay_2",
            created_at: after(2),
            data: { mid: "mid-2" },
            amount: "30",
          }),
          aPayment({
            id: "pay_1",
            is_captured: true,
            data: { mid: "mid-1" },
            amount: "20",
          }),
        ],
      }),
      [aplazame({ external_id_from: "payment.data.mid" })]
    )
    expect(found).toMatchObject([
      { external_id: "mid-1", total: "20", found_in: "payment.pay_1" },
      { external_id: "mid-2", total: "30", found_in: "payment.pay_2" },
    ])
    expect(ignored).toEqual([])
    expect(readings).toEqual([
      {
        provider_id: "aplazame",
        of: "payments",
        certain: ["payment.pay_1", "payment.pay_2"],
      },
    ])
  })

  it("takes what several payments name as one, with the sum of them", () => {
    const named = (fields: Partial<PaymentSnapshot>) =>
      findProviderOrders(
        anOrder({
          payments: [
            aPayment({ id: "pay_1", data: { mid: "mid-1" }, amount: "20" }),
            aPayment({
              id: "pay_2",
              created_at: after(2),
              data: { mid: "mid-1" },
              amount: "30.5",
              ...fields,
            }),
          ],
        }),
        [aplazame({ external_id_from: "payment.data.mid" })]
      ).found

    expect(named({})).toMatchObject([
      { external_id: "mid-1", total: "50.5", total_source: "payment" },
    ])
    expect(named({ currency_code: "usd" })).toMatchObject([
      { total: "281.35", total_source: "order" },
    ])
  })

  it("takes the session's data where the payment's was written anew", () => {
    const read = (fields: Partial<PaymentSnapshot>) =>
      findProviderOrders(
        anOrder({ payments: [aPayment({ amount: "20", ...fields })] }),
        [aplazame({ external_id_from: "payment.data.mid" })]
      )

    expect(
      read({ data: {}, session_data: { mid: "mid-1" } }).found
    ).toMatchObject([{ external_id: "mid-1" }])
    expect(
      read({ data: { mid: "mid-1" }, session_data: { mid: "other" } }).found
    ).toMatchObject([{ external_id: "mid-1" }])
    expect(read({ data: {}, session_data: {} })).toMatchObject({
      found: [],
      readings: [{ certain: [] }],
    })
  })

  it("says so where a payment's data makes no sense", () => {
    expect(
      findProviderOrders(
        anOrder({ payments: [aPayment({ data: { mid: ["mid-1"] } })] }),
        [aplazame({ external_id_from: "payment.data.mid" })]
      )
    ).toMatchObject({
      found: [],
      ignored: [
        {
          provider_id: "aplazame",
          reason:
            "mid of a payment's data is ignored: it must be a string of at most 255 characters, or a whole number",
        },
      ],
    })
  })
})

describe("what is gone", () => {
  const certainOf = (value: unknown) =>
    findProviderOrders(anOrder({ metadata: { climes_order_id: value } }), [
      climes(),
    ])

  it.each([undefined, null, "", "  "])(
    "is what stood where the order's metadata has %p now",
    (value) => {
      expect(certainOf(value)).toMatchObject({
        found: [],
        distrusted: [],
        readings: [
          {
            provider_id: "climes",
            of: "order",
            certain: ["metadata.climes_order_id"],
          },
        ],
      })
    }
  )

  it("is what stood where the order's metadata has another id now", () => {
    expect(certainOf("c-2").readings).toMatchObject([
      { certain: ["metadata.climes_order_id"] },
    ])
  })

  it.each([[["c-2"]], [{}], [1.5], ["x".repeat(256)]])(
    "isn't told by a value that makes no sense, %j",
    (value) => {
      expect(certainOf(value).readings).toMatchObject([{ certain: [] }])
    }
  )

  it("is what a payment named that was given up", () => {
    const { found, readings } = findProviderOrders(
      anOrder({
        payments: [aPayment({ data: { mid: "mid-1" }, ...givenUp(after(9)) })],
      }),
      [aplazame({ external_id_from: "payment.data.mid" })]
    )
    expect(found).toEqual([])
    expect(readings).toMatchObject([{ certain: ["payment.pay_1"] }])
  })
})

describe("the total", () => {
  const totalOf = (
    fields: Parameters<typeof anOrder>[0],
    settings = aplazame({ external_id_from: "id" })
  ) => {
    const { found } = findProviderOrders(anOrder(fields), [settings])
    return [found[0]!.total, found[0]!.total_source]
  }

  it("is the metadata's amount before anything else", () => {
    expect(
      totalOf({
        metadata: { aplazame_amount: 100.5 },
        payments: [aPayment()],
      })
    ).toEqual(["100.5", "metadata"])
  })

  it("is the matching payment's amount before the order's total", () => {
    expect(totalOf({ payments: [aPayment({ amount: "200" })] })).toEqual([
      "200",
      "payment",
    ])
  })

  it("is that of the first live payment where the order has one id", () => {
    const second = { id: "pay_2", created_at: after(1), amount: "50" }
    expect(
      totalOf({ payments: [aPayment(second), aPayment({ amount: "200" })] })
    ).toEqual(["200", "payment"])
  })

  it("is in the order's currency where it is money", () => {
    const { found } = findProviderOrders(anOrder(), [
      aplazame({ external_id_from: "id" }),
      climes({ external_id_from: "id" }),
    ])
    expect(found.map(({ currency_code }) => currency_code)).toEqual([
      "eur",
      null,
    ])
  })

  it("is the order's total as it was placed where nobody else tells", () => {
    expect(totalOf({})).toEqual(["281.35", "order"])
  })

  it.each([null, "0", "-1"])("is not known where that is %s", (total) => {
    expect(totalOf({ placed_total: total })).toEqual([null, null])
  })

  it("is not taken from a payment in another currency", () => {
    expect(totalOf({ payments: [aPayment({ currency_code: "usd" })] })).toEqual(
      ["281.35", "order"]
    )
  })

  it.each([
    ["100.50", "100.5"],
    [" 7 ", "7"],
    ["007.10", "7.1"],
    [0.1, "0.1"],
    ["1.050", "1.05"],
  ])("takes %p as an amount of money", (value, total) => {
    expect(totalOf({ metadata: { aplazame_amount: value } })).toEqual([
      total,
      "metadata",
    ])
  })

  it.each([0, -5, "0.00", "-1", "1e3", 1e30, Number.NaN, "12,50", true, {}])(
    "does not take %p, and says so",
    (value) => {
      const { found, ignored } = findProviderOrders(
        anOrder({ metadata: { aplazame_amount: value } }),
        [aplazame({ external_id_from: "id" })]
      )
      expect(found).toMatchObject([{ total: "281.35", total_source: "order" }])
      expect(ignored).toEqual([
        {
          provider_id: "aplazame",
          reason:
            "aplazame_amount of the order's metadata is ignored: it must be an amount in major units, more than zero",
        },
      ])
    }
  )

  it("of climes comes from the metadata only: they are not money", () => {
    const settings = climes({ external_id_from: "id" })
    expect(totalOf({ metadata: { climes_amount: "40" } }, settings)).toEqual([
      "40",
      "metadata",
    ])
    expect(
      totalOf(
        { payments: [aPayment({ provider_id: "pp_climes_climes" })] },
        settings
      )
    ).toEqual([null, null])
  })

  it("of a count is the same as of climes, under its neutral name", () => {
    const settings = climes({ unit: "count", external_id_from: "id" })
    expect(totalOf({ metadata: { climes_amount: "40" } }, settings)).toEqual([
      "40",
      "metadata",
    ])
    expect(totalOf({ placed_total: "80" }, settings)).toEqual([null, null])
    expect(
      findProviderOrders(anOrder({ metadata: { climes_amount: 1.5 } }), [
        settings,
      ]).ignored
    ).toMatchObject([
      {
        reason:
          "climes_amount of the order's metadata is ignored: it must be a whole number, more than zero",
      },
    ])
  })

  it("of climes is whole", () => {
    const { found, ignored } = findProviderOrders(
      anOrder({ metadata: { climes_amount: 1.5 } }),
      [climes({ external_id_from: "id" })]
    )
    expect(found).toMatchObject([{ total: null }])
    expect(ignored).toEqual([
      {
        provider_id: "climes",
        reason: expect.stringContaining("must be a whole number of climes"),
      },
    ])
  })

  it("is never there for a provider that knows whole orders only", () => {
    expect(
      totalOf(
        { metadata: { fungies_amount: 10 } },
        fungies({ external_id_from: "id" })
      )
    ).toEqual([null, null])
  })

  it("is the payment's still when the order's cancel has cancelled it", () => {
    expect(
      totalOf({
        canceled_at: after(10_000),
        payments: [aPayment(cancelledWithOrder(after(9_900)))],
      })
    ).toEqual(["200", "payment"])
  })

  it("is not that of a payment that was given up, however soon before", () => {
    expect(
      totalOf({
        canceled_at: after(10_000),
        payments: [
          // The cancel wrote its time anew.
          aPayment({ ...givenUp(after(9_000)), canceled_at: after(9_911) }),
          aPayment({
            id: "pay_2",
            amount: "50",
            created_at: after(20),
            ...cancelledWithOrder(after(9_900)),
          }),
        ],
      })
    ).toEqual(["50", "payment"])
  })

  it("is not that of a cancelled payment while the order lives", () => {
    expect(
      totalOf({ payments: [aPayment({ canceled_at: after(10) })] })
    ).toEqual(["281.35", "order"])
  })
})

describe("the items of an order", () => {
  const find = (...items: Parameters<typeof aLine>[0][]) => {
    const { found, ignored } = findProviderOrders(
      anOrder({ items: items.map(aLine) }),
      [akinon({ external_id_from: "id" })]
    )
    return { ...found[0]!, ignored: ignored.map(({ reason }) => reason) }
  }

  it("are one external id a unit, and the total counts them", () => {
    expect(
      find(
        { id: "ordli_1", metadata: { akinon_item_ids: [11, 12, 13] } },
        { id: "ordli_2", metadata: { akinon_item_ids: [" a "] } },
        { id: "ordli_3" }
      )
    ).toMatchObject({
      items: [
        { line_item_id: "ordli_1", external_item_ids: [11, 12, 13] },
        { line_item_id: "ordli_2", external_item_ids: ["a"] },
      ],
      total: "4",
      total_source: "metadata",
      ignored: [],
    })
  })

  it("are not known where no line item carries any", () => {
    expect(find({})).toMatchObject({
      items: null,
      total: null,
      total_source: null,
    })
  })

  it.each([
    [
      "no list",
      "11",
      "it must be a list of the provider's item ids, one a unit",
    ],
    [
      "an empty list",
      [],
      "it must be a list of the provider's item ids, one a unit",
    ],
    [
      "a fraction",
      [1.5],
      "each item id must be a non-empty string or a whole number",
    ],
    [
      "null",
      [null],
      "each item id must be a non-empty string or a whole number",
    ],
    ["an id twice", [11, "11"], "an item id is listed twice"],
    ["too many", [1, 2, 3, 4], "it lists 4 item ids for 3 units"],
  ])("are ignored on a line that carries %s", (_, value, reason) => {
    expect(
      find(
        { id: "ordli_1", metadata: { akinon_item_ids: value } },
        { id: "ordli_2", metadata: { akinon_item_ids: [21] } }
      )
    ).toMatchObject({
      items: [{ line_item_id: "ordli_2", external_item_ids: [21] }],
      total: "1",
      ignored: [`akinon_item_ids of line item ordli_1 is ignored: ${reason}`],
    })
  })

  it("are ignored on all lines that share an id", () => {
    expect(
      find(
        { id: "ordli_1", metadata: { akinon_item_ids: [11, 12] } },
        { id: "ordli_2", metadata: { akinon_item_ids: ["12"] } },
        { id: "ordli_3", metadata: { akinon_item_ids: [13] } }
      )
    ).toMatchObject({
      items: [{ line_item_id: "ordli_3", external_item_ids: [13] }],
      total: "1",
      ignored: [
        "akinon_item_ids of line item ordli_1 is ignored: another line item has the same id",
        "akinon_item_ids of line item ordli_2 is ignored: another line item has the same id",
      ],
    })
  })

  it("are not looked for at a provider that is not measured in them", () => {
    expect(
      findProviderOrders(
        anOrder({ items: [aLine({ metadata: { climes_item_ids: [1] } })] }),
        [climes({ external_id_from: "id" })]
      ).found
    ).toMatchObject([{ items: null, total: null }])
  })
})

describe("what a shopper may have written", () => {
  const metadata = { climes_order_id: "c-1", climes_amount: 40 }

  it("is an external id that the cart carries too", () => {
    expect(
      findProviderOrders(anOrder({ metadata, cart: aCart({ metadata }) }), [
        climes(),
      ])
    ).toMatchObject({
      found: [],
      distrusted: [
        {
          provider_id: "climes",
          external_id: "c-1",
          reason: "the shopper's cart carries it too",
        },
      ],
      ignored: [],
    })
  })

  it("is one that the cart carries with another value", () => {
    expect(
      findProviderOrders(
        anOrder({
          metadata,
          cart: aCart({ metadata: { climes_order_id: null } }),
        }),
        [climes()]
      ).distrusted
    ).toHaveLength(1)
  })

  it("is one under the key of externalIdFrom", () => {
    expect(
      findProviderOrders(
        anOrder({
          metadata: { mid: "1" },
          cart: aCart({ metadata: { mid: "1" } }),
        }),
        [climes({ external_id_from: "metadata.mid" })]
      )
    ).toMatchObject({ found: [], distrusted: [{ external_id: "1" }] })
  })

  it("is all metadata of an order that nobody has written since", () => {
    expect(
      findProviderOrders(
        anOrder({ metadata, updated_at: after(1), cart: aCart() }),
        [climes()]
      ).distrusted
    ).toEqual([
      {
        provider_id: "climes",
        external_id: "c-1",
        reason: "it was copied from the shopper's cart",
      },
    ])
  })

  it("is all metadata where the cart was changed before the order was read", () => {
    const order = anOrder({
      metadata,
      cart: aCart({ updated_at: after(60 + 5_001) }),
    })
    expect(findProviderOrders(order, [climes()], "placed")).toMatchObject({
      found: [],
      distrusted: [{ reason: "the shopper's cart was changed afterwards" }],
    })
  })

  it("is a believed id, but no amount, where it was changed much later", () => {
    const order = anOrder({
      metadata,
      cart: aCart({ updated_at: after(86_400_000) }),
    })
    expect(findProviderOrders(order, [climes()], "later")).toMatchObject({
      found: [expect.objectContaining({ external_id: "c-1", total: null })],
      distrusted: [],
      ignored: [
        {
          provider_id: "climes",
          reason:
            "climes_amount of the order's metadata is ignored: the shopper's cart was changed afterwards",
        },
      ],
    })
  })

  it("is an amount that the cart carries too", () => {
    expect(
      findProviderOrders(
        anOrder({
          metadata,
          cart: aCart({ metadata: { climes_amount: 40 } }),
        }),
        [climes()]
      )
    ).toMatchObject({
      found: [{ external_id: "c-1", total: null }],
      ignored: [
        {
          reason:
            "climes_amount of the order's metadata is ignored: the shopper's cart carries it too",
        },
      ],
    })
  })

  it("leaves the payment's amount, which no shopper writes", () => {
    expect(
      findProviderOrders(
        anOrder({
          metadata: { aplazame_amount: 1 },
          payments: [aPayment()],
          cart: aCart({ metadata: { aplazame_amount: 1 } }),
        }),
        [aplazame({ external_id_from: "id" })]
      ).found
    ).toMatchObject([{ total: "200", total_source: "payment" }])
  })

  it.each([
    [
      "any line of the cart carries them too",
      {},
      { items: [{ metadata: { akinon_item_ids: [] }, updated_at: PLACED_AT }] },
      "the shopper's cart carries it too",
    ],
    [
      "nobody has written the line since",
      { rows: UNTOUCHED },
      {},
      "it was copied from the shopper's cart",
    ],
    [
      "a line of the cart was changed after it was completed",
      {},
      { items: [{ metadata: {}, updated_at: after(61) }] },
      "the shopper's cart was changed afterwards",
    ],
  ])("is a list of items where %s", (_, line, cart, reason) => {
    expect(
      findProviderOrders(
        anOrder({
          items: [aLine({ metadata: { akinon_item_ids: [11] }, ...line })],
          cart: aCart(cart),
        }),
        [akinon({ external_id_from: "id" })]
      )
    ).toMatchObject({
      found: [{ items: null, total: null }],
      ignored: [
        {
          reason: `akinon_item_ids of line item ordli_1 is ignored: ${reason}`,
        },
      ],
    })
  })

  it("is believed where the store says so", () => {
    expect(
      findProviderOrders(
        anOrder({
          metadata,
          updated_at: PLACED_AT,
          cart: aCart({ metadata, updated_at: after(9_999_999) }),
        }),
        [climes({ trust_cart_metadata: true })],
        "placed"
      )
    ).toMatchObject({
      found: [{ external_id: "c-1", total: "40" }],
      distrusted: [],
      ignored: [],
    })
  })

  it.each([
    [2, "copied from the shopper's cart"],
    [3, null],
  ])(
    "is an id of an order that was written within %i ms, or not",
    (age, reason) => {
      const { distrusted } = findProviderOrders(
        anOrder({ metadata, updated_at: after(age), cart: aCart() }),
        [climes()]
      )
      expect(distrusted).toEqual(
        reason
          ? [
              expect.objectContaining({
                reason: expect.stringContaining(reason),
              }),
            ]
          : []
      )
    }
  )

  it.each<[string, Parameters<typeof aCart>[0]]>([
    ["was never completed", { completed_at: null, updated_at: after(9e9) }],
    ["was written within five seconds", { updated_at: after(60 + 5_000) }],
    [
      "has lines that were written when it was completed",
      { items: [{ metadata: null, updated_at: after(60) }] },
    ],
    [
      "has lines that were written before",
      { items: [{ metadata: null, updated_at: PLACED_AT }] },
    ],
  ])("is nothing beside a cart that %s", (_, cart) => {
    expect(
      findProviderOrders(
        anOrder({ metadata, cart: aCart(cart) }),
        [climes()],
        "placed"
      )
    ).toMatchObject({
      found: [{ external_id: "c-1", total: "40" }],
      ignored: [],
    })
  })

  it("is no list of items in an order that was placed without a cart", () => {
    const line = aLine({
      metadata: { akinon_item_ids: [11] },
      rows: UNTOUCHED,
    })
    expect(
      findProviderOrders(anOrder({ items: [line] }), [
        akinon({ external_id_from: "id" }),
      ])
    ).toMatchObject({ found: [{ total: "1" }], ignored: [] })
  })

  it("is nothing in an order that was placed without a cart", () => {
    expect(
      findProviderOrders(
        anOrder({ metadata, updated_at: PLACED_AT }),
        [climes()],
        "placed"
      ).found
    ).toMatchObject([{ external_id: "c-1", total: "40" }])
  })

  it("is not what the store wrote beside a cart that was left alone", () => {
    expect(
      findProviderOrders(
        anOrder({
          metadata,
          cart: aCart({
            metadata: { gift: true },
            updated_at: after(60 + 4_999),
          }),
        }),
        [climes()],
        "placed"
      ).found
    ).toMatchObject([{ external_id: "c-1", total: "40" }])
  })
})
