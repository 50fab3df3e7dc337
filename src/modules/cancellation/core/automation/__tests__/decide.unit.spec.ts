import { CountedUnit } from "../../../../../provider-kit"
import fc from "fast-check"
import { MathBN } from "@medusajs/framework/utils"
import { VoidableOrder, planVoid } from "../../plan-void"
import {
  Ambiguity,
  Decision,
  LoweredItem,
  NO_PARTS,
  Reduction,
  decide,
} from ".."

const anOrder = (fields: Partial<VoidableOrder> = {}): VoidableOrder => ({
  provider_id: "aplazame",
  external_id: "ext_1",
  unit: "currency",
  currency_code: "eur",
  total: "100",
  items: null,
  supports_void: true,
  has_live_cancel: false,
  taken: "0",
  taken_item_ids: [],
  ...fields,
})

const climes = (fields: Partial<VoidableOrder> = {}): VoidableOrder =>
  anOrder({
    provider_id: "climes",
    unit: "climes",
    currency_code: null,
    total: "60",
    ...fields,
  })

const items = (fields: Partial<VoidableOrder> = {}): VoidableOrder =>
  anOrder({
    provider_id: "akinon",
    unit: "item",
    currency_code: null,
    total: "5",
    items: [
      { line_item_id: "ordli_1", external_item_ids: [11, 12, 13] },
      { line_item_id: "ordli_2", external_item_ids: ["a", "b"] },
    ],
    ...fields,
  })

const less = (
  amount: string,
  ambiguity: Ambiguity | null = null
): Reduction => ({
  unit: "currency",
  amount,
  currency_code: "eur",
  ambiguity,
})

const share = (
  placed: string,
  lowered_to: string,
  is_all_gone = false,
  unit: CountedUnit = "climes"
): Reduction => ({ unit, placed, lowered_to, is_all_gone })

const taken = (lowered: Record<string, number>): Reduction => ({
  unit: "item",
  items: Object.entries(lowered).map(([id, quantity]) => ({ id, quantity })),
})

const voids = (
  amount: string | null,
  units: Record<string, number> | null = null,
  left_out: LoweredItem[] = []
): Decision => ({
  type: "void",
  amount,
  items:
    units && Object.entries(units).map(([id, quantity]) => ({ id, quantity })),
  left_out,
})

describe("a reduction voids", () => {
  it.each<[string, VoidableOrder, Reduction, Decision]>([
    ["its amount", anOrder(), less("25.5"), voids("25.5")],
    ["all that is there", anOrder(), less("100"), voids("100")],
    ["exactly what is left", anOrder({ taken: "40" }), less("60"), voids("60")],
    [
      "an amount in the order's currency, however that is written",
      anOrder({ currency_code: "EUR" }),
      less("25.5"),
      voids("25.5"),
    ],
    [
      "an amount of an order whose currency is not known",
      anOrder({ currency_code: null }),
      less("25.5"),
      voids("25.5"),
    ],
    ["a share of the climes", climes(), share("100", "75"), voids("15")],
    [
      "a share of a count",
      climes({ unit: "count" }),
      share("100", "75", false, "count"),
      voids("15"),
    ],
    [
      "less climes where some were taken before",
      climes({ taken: "10" }),
      share("100", "75"),
      voids("5"),
    ],
    ["units", items(), taken({ ordli_1: 2 }), voids(null, { ordli_1: 2 })],
    [
      "all units of an item",
      items(),
      taken({ ordli_1: 3 }),
      voids(null, { ordli_1: 3 }),
    ],
    [
      "the units that are free",
      items({ taken_item_ids: ["12", "a"] }),
      taken({ ordli_1: 3, ordli_2: 2, ordli_3: 1 }),
      voids(null, { ordli_1: 2, ordli_2: 1 }, [
        { id: "ordli_1", quantity: 1 },
        { id: "ordli_2", quantity: 1 },
        { id: "ordli_3", quantity: 1 },
      ]),
    ],
  ])("%s", (_, order, reduction, expected) => {
    expect(decide(order, reduction, "order_edited", NO_PARTS)).toEqual(expected)
  })
})

describe("a reduction voids nothing", () => {
  it.each<[string, VoidableOrder, Reduction, string]>([
    [
      "where nothing became less",
      anOrder(),
      less("0"),
      "the order was not lowered",
    ],
    [
      "where no whole clime is due",
      climes({ total: "1" }),
      share("100", "50"),
      "no whole clime is due",
    ],
    [
      "where no whole unit of a count is due",
      climes({ unit: "count", total: "1" }),
      share("100", "50", false, "count"),
      "no whole unit is due",
    ],
    ["where no item became less", items(), taken({}), "no item was lowered"],
    [
      "where none of the units is known",
      items(),
      taken({ ordli_9: 1 }),
      'none of its lowered items is known at "akinon", or all of them were voided there before',
    ],
    [
      "where the provider can't void",
      anOrder({ provider_id: "fungies", unit: "none", supports_void: false }),
      less("10"),
      `"fungies" can't void a part of an order: it is only told when the whole order is cancelled`,
    ],
    [
      "where the provider order has no amount",
      anOrder({ unit: "none" }),
      less("10"),
      `"aplazame" can't void a part of an order: it is only told when the whole order is cancelled`,
    ],
    [
      "where the provider is not configured any more",
      anOrder({ supports_void: null }),
      less("10"),
      '"aplazame" is not configured any more',
    ],
    [
      "where the whole order is cancelled there",
      anOrder({ has_live_cancel: true }),
      less("10"),
      'order ext_1 is cancelled as a whole at "aplazame"',
    ],
    [
      "where the units differ",
      anOrder(),
      taken({ ordli_1: 1 }),
      '"aplazame" is measured in another unit',
    ],
    [
      "where the amount is unknown, and nothing became less",
      climes({ total: null }),
      share("100", "100"),
      "the order was not lowered",
    ],
  ])("%s", (_, order, reduction, reason) => {
    expect(decide(order, reduction, "order_edited", NO_PARTS)).toEqual({
      type: "nothing",
      reason,
    })
  })
})

describe("a reduction is left to a person", () => {
  it.each<
    [string, VoidableOrder, Reduction, Extract<Decision, { type: "refused" }>]
  >([
    [
      "where it exceeds what remains",
      anOrder({ taken: "70.5" }),
      less("30"),
      {
        type: "refused",
        code: "exceeds_remaining",
        amount: "30",
        message:
          '30 EUR was refunded, but only 29.5 EUR of 100 EUR remain to be voided at "aplazame". Nothing was voided: correct the provider order\'s amount and retry this, or void by hand what is right and dismiss this.',
      },
    ],
    [
      "where nothing remains",
      anOrder({ taken: "100" }),
      less("0.01"),
      {
        type: "refused",
        code: "exceeds_remaining",
        amount: "0.01",
        message:
          '0.01 EUR was refunded, but only 0 EUR of 100 EUR remain to be voided at "aplazame". Nothing was voided: correct the provider order\'s amount and retry this, or void by hand what is right and dismiss this.',
      },
    ],
    [
      "where it may belong to another provider order",
      anOrder(),
      less("30", "several"),
      {
        type: "refused",
        code: "ambiguous",
        amount: "30",
        message:
          "30 EUR was refunded, but this order has several provider orders in EUR, and which of them it belongs to can't be told. Nothing was voided: retry this one if it is the one, and dismiss the others.",
      },
    ],
    [
      "where another payment stands for it than the refunded one",
      anOrder(),
      less("30", "another_payment"),
      {
        type: "refused",
        code: "ambiguous",
        amount: "30",
        message:
          '30 EUR was refunded, but order ext_1 at "aplazame" stands for another payment than the one that was refunded, and the one that was has no provider order here. Nothing was voided: void the right one by hand and dismiss this, or retry this if it is the one after all.',
      },
    ],
    [
      "where the amount at the provider is not known",
      anOrder({ total: null }),
      less("30"),
      {
        type: "refused",
        code: "refused",
        amount: "30",
        message:
          '30 EUR was refunded, but how much order ext_1 has at "aplazame" is not known. Nothing was voided: register the amount, then retry this.',
      },
    ],
    [
      "where the currencies differ, and then without an amount",
      anOrder({ currency_code: "usd" }),
      less("30"),
      {
        type: "refused",
        code: "refused",
        amount: null,
        message:
          '30 EUR was refunded, but order ext_1 at "aplazame" is in USD. Nothing was voided: void the right amount by hand, then dismiss this.',
      },
    ],
    [
      "where the climes are not known",
      climes({ total: null }),
      share("100", "50"),
      {
        type: "refused",
        code: "refused",
        amount: null,
        message:
          'The order was lowered, but how many climes order ext_1 has at "climes" is not known. Nothing was voided: register the amount, void what is right by hand, then dismiss this.',
      },
    ],
    [
      "where everything is gone, and the climes are not known",
      climes({ total: null }),
      share("0", "0", true),
      {
        type: "refused",
        code: "refused",
        amount: null,
        message: expect.stringMatching(/^The order was lowered, /),
      },
    ],
    [
      "where no items are known",
      items({ items: [] }),
      taken({ ordli_1: 2, ordli_2: 1 }),
      {
        type: "refused",
        code: "refused",
        amount: null,
        message: expect.stringMatching(
          /^2 of ordli_1, 1 of ordli_2 were taken off the order, /
        ),
      },
    ],
    [
      "where the items are not known",
      items({ items: null }),
      taken({ ordli_1: 2 }),
      {
        type: "refused",
        code: "refused",
        amount: null,
        message:
          '2 of ordli_1 were taken off the order, but which items order ext_1 has at "akinon" is not known. Nothing was voided: register its items, void these by hand, then dismiss this.',
      },
    ],
  ])("%s", (_, order, reduction, expected) => {
    expect(decide(order, reduction, "payment_refunded", NO_PARTS)).toEqual(
      expected
    )
  })
})

describe("a reduction that is less than its currency has", () => {
  it("counts in what comes next", () => {
    const decision = decide(
      anOrder(),
      less("0.004"),
      "payment_refunded",
      NO_PARTS
    )
    expect(decision).toEqual({
      type: "counted",
      reason: expect.stringMatching(/^0\.004 EUR come to nothing that EUR has/),
    })
    expect(
      decide(anOrder(), less("0.004"), "payment_refunded", {
        amount: "0.004",
        share: "0",
      })
    ).toEqual(voids("0.01"))
  })
})

describe("a reduction that is left to a person", () => {
  it.each([
    ["order_edited", /^30 EUR was taken off the order, but /],
    ["payment_refunded", /^30 EUR was refunded, but /],
    ["admin", /^30 EUR is to be voided, but /],
  ] as const)("says what happened: %s", (source, said) => {
    expect(
      decide(anOrder({ total: null }), less("30"), source, NO_PARTS)
    ).toMatchObject({ type: "refused", message: expect.stringMatching(said) })
  })
})

describe("what is decided", () => {
  const cents = fc.integer({ min: 0, max: 100_000 })
  const inEuros = (value: number): string => MathBN.div(value, 100).toFixed()

  it("always fits, as the ledger's own rule has it", () => {
    const cases = fc.oneof(
      fc.tuple(cents, cents, cents).map(([total, before, amount]) => ({
        order: anOrder({ total: inEuros(total), taken: inEuros(before) }),
        reduction: less(inEuros(amount)),
      })),
      fc
        .tuple(fc.nat(500), fc.nat(500), cents, cents, fc.boolean())
        .map(([total, before, placed, lowered, isAllGone]) => ({
          order: climes({ total: String(total), taken: String(before) }),
          reduction: share(inEuros(placed), inEuros(lowered), isAllGone),
        })),
      fc
        .tuple(
          fc.subarray([11, 12, 13, "a", "b"]),
          fc.dictionary(
            fc.constantFrom("ordli_1", "ordli_2", "ordli_3"),
            fc.integer({ min: 1, max: 5 })
          )
        )
        .map(([taken_item_ids, lowered]) => ({
          order: items({ taken_item_ids }),
          reduction: taken(lowered),
        }))
    )
    fc.assert(
      fc.property(cases, ({ order, reduction }) => {
        const decision = decide(order, reduction, "order_edited", NO_PARTS)
        if (decision.type === "void") {
          const { amount, items: units } = decision
          expect(
            planVoid(order, { amount, items: units, reason: null }).type
          ).toBe("planned")
        }
      })
    )
  })
})
