import {
  aLine,
  akinon,
  anOrder,
  aplazame,
  climes,
  fungies,
} from "../__fixtures__/orders"
import { findProviderOrders } from "../find-provider-orders"

const named = anOrder({
  metadata: { climes_order_id: "c-1", fungies_order_id: "f-1" },
})

const foundFor = (
  fields: { sales_channels?: string[]; currencies?: string[] },
  order = named
): string[] =>
  findProviderOrders(order, [climes(fields), fungies()]).found.map(
    ({ provider_id }) => provider_id
  )

describe("the orders that are a provider's business", () => {
  it("are all, where nothing says otherwise", () => {
    expect(foundFor({})).toEqual(["climes", "fungies"])
  })

  it.each([
    [{ sales_channels: ["sc_2", "sc_1"] }],
    [{ currencies: ["usd", "eur"] }],
    [{ sales_channels: ["sc_1"], currencies: ["eur"] }],
  ])("are those of %j", (fields) => {
    expect(foundFor(fields)).toEqual(["climes", "fungies"])
  })

  it.each([
    [{ sales_channels: ["sc_2"] }],
    [{ currencies: ["usd"] }],
    [{ sales_channels: ["sc_1"], currencies: ["usd"] }],
    [{ sales_channels: ["sc_2"], currencies: ["eur"] }],
  ])("are none of another: %j", (fields) => {
    expect(foundFor(fields)).toEqual(["fungies"])
  })

  it("are none without a sales channel, where sales channels are named", () => {
    const order = { ...named, sales_channel_id: null }
    expect(foundFor({ sales_channels: ["sc_1"] }, order)).toEqual(["fungies"])
  })

  it("are told apart whatever the case of the currency", () => {
    expect(
      foundFor({ currencies: ["eur"] }, { ...named, currency_code: "EUR" })
    ).toEqual(["climes", "fungies"])
  })

  it("leave nothing to complain of in the others", () => {
    const order = anOrder({ metadata: { climes_order_id: { not: "an id" } } })
    const { ignored } = findProviderOrders(order, [
      climes({ currencies: ["usd"] }),
    ])
    expect(ignored).toEqual([])
  })

  it("are read all the same, so that what was found in others before is gone", () => {
    const { readings, found } = findProviderOrders(named, [
      climes({ currencies: ["usd"] }),
    ])
    expect(found).toEqual([])
    expect(readings).toEqual([
      {
        provider_id: "climes",
        of: "order",
        certain: ["metadata.climes_order_id"],
      },
    ])
  })
})

describe("the items of a provider that uses Medusa's ids", () => {
  const lines = [
    aLine({ id: "ordli_1", quantity: 2 }),
    aLine({ id: "ordli_2", quantity: 1, metadata: { akinon_item_ids: [7] } }),
    aLine({ id: "ordli_3", quantity: 0 }),
    aLine({ id: "ordli_4", quantity: 1_000_000_000 }),
  ]

  it("are the units of the order's lines, which need no ids of their own", () => {
    const [found] = findProviderOrders(anOrder({ items: lines }), [
      akinon({ external_id_from: "id", uses_medusa_ids: true }),
    ]).found
    expect(found).toMatchObject({
      external_id: "order_1",
      total: "3",
      items: [
        { line_item_id: "ordli_2", external_item_ids: [7] },
        {
          line_item_id: "ordli_1",
          external_item_ids: ["ordli_1#1", "ordli_1#2"],
        },
      ],
    })
  })

  it("are none at any other provider", () => {
    const [found] = findProviderOrders(anOrder({ items: lines.slice(0, 1) }), [
      akinon({ external_id_from: "id" }),
    ]).found
    expect(found?.items).toBeNull()
  })

  it("are none where it isn't measured in items", () => {
    const [found] = findProviderOrders(anOrder({ items: lines }), [
      aplazame({ external_id_from: "id", uses_medusa_ids: true }),
    ]).found
    expect(found?.items).toBeNull()
  })
})
