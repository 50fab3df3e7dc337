import fc from "fast-check"
import { MatchingSettings } from "../../../types"
import {
  aCart,
  aLine,
  aPayment,
  after,
  akinon,
  anOrder,
  aplazame,
  climes,
  fungies,
} from "../__fixtures__/orders"
import { findProviderOrders } from "../find-provider-orders"
import { partsToRead } from "../order-parts"
import {
  CartSnapshot,
  Moment,
  OrderRow,
  OrderSnapshot,
} from "../order-snapshot"

const PLACES = [
  null,
  "id",
  "display_id",
  "metadata.ref",
  "payment.data.ref",
] as const

const KEYS = [
  "ref",
  "climes_order_id",
  "climes_amount",
  "fungies_order_id",
  "aplazame_order_id",
  "aplazame_amount",
  "akinon_order_id",
  "akinon_item_ids",
]

const value = fc.constantFrom<unknown>("7", 8, "", null, { of: "no use" }, [9])

const metadata = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 5 })

const providers: fc.Arbitrary<MatchingSettings[]> = fc
  .tuple(
    ...[climes, fungies, aplazame, akinon].map((provider) =>
      fc
        .record({
          external_id_from: fc.constantFrom(...PLACES),
          trust_cart_metadata: fc.boolean(),
        })
        .map(provider)
    )
  )
  .chain((each) => fc.subarray(each))

const row: fc.Arbitrary<OrderRow> = fc
  .record({ metadata, writtenAfter: fc.constantFrom(0, 60_000) })
  .map(({ metadata: own, writtenAfter }) =>
    anOrder({ metadata: own, updated_at: after(writtenAfter) })
  )

const all = (): MatchingSettings[] => [
  climes(),
  fungies(),
  aplazame(),
  akinon(),
]

type Parts = Pick<OrderSnapshot, "items" | "payments" | "cart">

const cart: fc.Arbitrary<CartSnapshot | null> = fc.option(
  fc
    .record({ own: metadata, line: metadata, touchedAfter: fc.nat(9_000) })
    .map(({ own, line, touchedAfter }) =>
      aCart({
        metadata: own,
        updated_at: after(60 + touchedAfter),
        items: [{ metadata: line, updated_at: after(0) }],
      })
    )
)

const parts: fc.Arbitrary<Parts> = fc.record({
  items: fc.array(
    fc
      .record({ id: fc.constantFrom("ordli_1", "ordli_2"), metadata })
      .map((line) => aLine(line)),
    { maxLength: 2 }
  ),
  payments: fc.array(
    fc
      .record({
        provider_id: fc.constantFrom("pp_aplazame", "pp_climes", "pp_stripe"),
        amount: fc.constantFrom("10", "12.5"),
        data: fc.option(metadata),
        canceled_at: fc.constantFrom(null, after(1)),
      })
      .map((payment) => aPayment(payment)),
    { maxLength: 2 }
  ),
  cart,
})

describe("what of an order is read", () => {
  it("is all that its provider orders depend on", () => {
    fc.assert(
      fc.property(
        providers,
        row,
        parts,
        parts,
        fc.constantFrom<Moment>("placed", "later"),
        (settings, own, one, another, moment) => {
          const read = partsToRead(own, settings, moment)
          const found = (rest: Parts) =>
            findProviderOrders(
              { ...own, placed_total: null, ...rest },
              settings,
              moment
            )

          expect(
            found({
              items: read.items ? one.items : another.items,
              payments: read.payments ? one.payments : another.payments,
              cart: read.cart ? one.cart : another.cart,
            })
          ).toEqual(found(one))
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it.each<[string, OrderRow["metadata"], MatchingSettings[], Moment, string[]]>(
    [
      ["nothing of one that names none", { other: 1 }, all(), "later", []],
      [
        "nothing where nothing usable is named",
        { climes_order_id: "" },
        all(),
        "later",
        [],
      ],
      [
        "the cart, for what a shopper may have written",
        { climes_order_id: "c-1" },
        all(),
        "later",
        ["cart"],
      ],
      [
        "nothing more where the cart is trusted",
        { climes_order_id: "c-1" },
        [climes({ trust_cart_metadata: true })],
        "later",
        [],
      ],
      [
        "payments, for one of money",
        { aplazame_order_id: "a-1" },
        all(),
        "later",
        ["payments", "cart"],
      ],
      [
        "payments only, where they name it",
        null,
        [aplazame({ external_id_from: "payment.data.mid" })],
        "later",
        ["payments"],
      ],
      [
        "the cart too, where its total may be a draft's",
        null,
        [aplazame({ external_id_from: "payment.data.mid" })],
        "placed",
        ["payments", "cart"],
      ],
      [
        "lines, for one of items",
        null,
        [akinon({ external_id_from: "display_id" })],
        "later",
        ["items", "cart"],
      ],
    ]
  )("is %s", (_, own, settings, moment, expected) => {
    const read = partsToRead(anOrder({ metadata: own }), settings, moment)

    expect(
      Object.entries(read).flatMap(([part, isRead]) => (isRead ? [part] : []))
    ).toEqual(expected)
  })
})
