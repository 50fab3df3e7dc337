import fc from "fast-check"
import { MatchingSettings } from "../../../types"
import {
  UNTOUCHED,
  aCart,
  aLine,
  after,
  akinon,
  anOrder,
  aplazame,
  climes,
  fungies,
} from "../__fixtures__/orders"
import { findProviderOrders } from "../find-provider-orders"
import { Metadata, Moment, OrderSnapshot } from "../order-snapshot"

const PROVIDERS = [
  climes(),
  fungies(),
  aplazame({ external_id_from: "metadata.mid" }),
  akinon(),
]

const KEYS = [
  "climes_order_id",
  "climes_amount",
  "fungies_order_id",
  "mid",
  "aplazame_amount",
  "akinon_order_id",
  "akinon_item_ids",
] as const

const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.constant("40"),
  fc.constant(40),
  fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 4 }),
  fc.constant(null)
)

const metadata = (): fc.Arbitrary<Metadata> =>
  fc
    .array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 7 })
    .map((entries) => Object.fromEntries(entries))

const moment = fc.constantFrom<Moment>("placed", "later")

const anyOrder: fc.Arbitrary<OrderSnapshot> = fc
  .record({
    own: metadata(),
    cart: metadata(),
    cartLine: metadata(),
    line: metadata(),
    quantity: fc.integer({ min: 1, max: 4 }),
    writtenAfter: fc.integer({ min: 0, max: 100_000 }),
    touchedAfter: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ own, cart, cartLine, line, quantity, writtenAfter, touchedAfter }) =>
    anOrder({
      // Completing a cart copies; the store may write more afterwards.
      metadata: { ...cart, ...own },
      updated_at: after(writtenAfter),
      items: [
        aLine({ metadata: { ...cartLine, ...line }, quantity }),
        aLine({ id: "ordli_2", metadata: line, quantity }),
      ],
      cart: aCart({
        metadata: cart,
        updated_at: after(60 + touchedAfter),
        items: [{ metadata: cartLine, updated_at: after(-1) }],
      }),
    })
  )

const externalIdKey = ({
  provider_id,
  external_id_from,
}: MatchingSettings): string =>
  external_id_from?.replace("metadata.", "") ?? `${provider_id}_order_id`

describe("no shopper steers", () => {
  it("finds nothing by a key that the cart carries", () => {
    fc.assert(
      fc.property(anyOrder, moment, (order, at) => {
        const { found } = findProviderOrders(order, PROVIDERS, at)
        for (const { provider_id, total_source, items } of found) {
          const settings = PROVIDERS.find(
            (provider) => provider.provider_id === provider_id
          )!
          const carried = order.cart!.metadata!
          expect(carried).not.toHaveProperty([externalIdKey(settings)])
          if (total_source === "metadata" && settings.unit !== "item") {
            expect(carried).not.toHaveProperty([`${provider_id}_amount`])
          }
          if (items) {
            expect(order.cart!.items[0]!.metadata).not.toHaveProperty([
              `${provider_id}_item_ids`,
            ])
          }
        }
      })
    )
  })

  it("finds nothing that was hidden from the cart before it was looked at", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const hidden = {
          ...order,
          // Nobody but the shopper has written anything yet.
          updated_at: order.created_at,
          items: order.items.map((item) => ({
            ...item,
            rows: UNTOUCHED,
          })),
          cart: { ...order.cart!, metadata: {}, items: [] },
        }
        expect(findProviderOrders(hidden, PROVIDERS, "placed").found).toEqual(
          []
        )
      })
    )
  })
})

describe("what is found makes sense", () => {
  it("whatever the metadata holds", () => {
    fc.assert(
      fc.property(anyOrder, moment, fc.boolean(), (order, at, trusts) => {
        const providers = PROVIDERS.map((provider) => ({
          ...provider,
          trust_cart_metadata: trusts,
        }))
        const { found, distrusted } = findProviderOrders(order, providers, at)

        // None of these goes by payments: each order names one at most.
        const ids = [...found, ...distrusted].map((one) => one.provider_id)
        expect(new Set(ids).size).toBe(ids.length)

        for (const { external_id, total, total_source, items } of found) {
          expect(external_id).toBe(external_id.trim())
          expect(external_id.length).toBeGreaterThan(0)
          expect(total === null).toBe(total_source === null)
          if (total !== null) {
            expect(total).toMatch(/^\d+(\.\d*[1-9])?$/)
            expect(Number(total)).toBeGreaterThan(0)
          }
          const units = (items ?? []).flatMap((item) => item.external_item_ids)
          expect(new Set(units.map(String)).size).toBe(units.length)
          for (const item of items ?? []) {
            const line = order.items.find(({ id }) => id === item.line_item_id)!
            expect(item.external_item_ids.length).toBeLessThanOrEqual(
              line.quantity
            )
          }
        }
      })
    )
  })
})
