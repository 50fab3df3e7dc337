import fc from "fast-check"
import { VoidItemInput } from "../../types"
import { VoidPlan, VoidRequest, VoidableOrder, planVoid } from "../plan-void"
import { RefusalCode } from "../refusal"

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

const ask = (fields: Partial<VoidRequest> = {}): VoidRequest => ({
  amount: null,
  items: null,
  reason: null,
  ...fields,
})

const line = (id: string, quantity: number): VoidItemInput => ({
  id,
  quantity,
})

describe("a void is refused", () => {
  it.each<[string, VoidableOrder, VoidRequest, RefusalCode, string]>([
    [
      "where the provider is not configured any more",
      anOrder({ supports_void: null }),
      ask({ amount: "1" }),
      "not_configured",
      'The provider "aplazame" is not configured any more, so nothing can be voided there.',
    ],
    [
      "where the provider has no void",
      anOrder({ provider_id: "fungies", unit: "none", supports_void: false }),
      ask({ amount: "1" }),
      "void_unsupported",
      `"fungies" can't void a part of an order. Cancel the whole order instead.`,
    ],
    [
      "beside a whole cancel",
      anOrder({ has_live_cancel: true }),
      ask({ amount: "1" }),
      "already_canceled",
      'Order ext_1 is being cancelled, or was cancelled, as a whole at "aplazame": there is nothing left to void.',
    ],
    [
      "for items where there are none",
      anOrder(),
      ask({ items: [line("ordli_1", 1)] }),
      "unit_mismatch",
      '"aplazame" is not measured in items: give an amount instead.',
    ],
    [
      "without an amount",
      anOrder(),
      ask(),
      "amount_required",
      "Give the amount to void.",
    ],
    [
      "without a number of climes",
      climes(),
      ask({ items: [] }),
      "amount_required",
      "Give the amount: how many climes to remove.",
    ],
    [
      "without a count",
      climes({ unit: "count" }),
      ask({ items: [] }),
      "amount_required",
      "Give the amount: how many units to void.",
    ],
    [
      "for nothing",
      anOrder(),
      ask({ amount: "0" }),
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "for less than nothing",
      climes(),
      ask({ amount: "-3" }),
      "invalid_amount",
      "The amount must be more than zero.",
    ],
    [
      "for more decimals than the currency has",
      anOrder(),
      ask({ amount: "1.001" }),
      "invalid_amount",
      "The amount has more decimals than EUR has (2).",
    ],
    [
      "for a part of a clime",
      climes(),
      ask({ amount: "1.5" }),
      "invalid_amount",
      "The amount must be a whole number of climes.",
    ],
    [
      "where the total is not known",
      anOrder({ total: null }),
      ask({ amount: "1" }),
      "total_unknown",
      'How much order ext_1 has at "aplazame" is not known: register the amount first.',
    ],
    [
      "for more than remains, saying how much that is",
      anOrder({ taken: "87.5" }),
      ask({ amount: "12.51" }),
      "exceeds_remaining",
      'Only 12.5 EUR remain to be voided at "aplazame".',
    ],
    [
      "for more climes than remain",
      climes({ taken: "60" }),
      ask({ amount: "41" }),
      "exceeds_remaining",
      'Only 40 climes remain to be voided at "climes".',
    ],
    [
      "where nothing remains",
      anOrder({ taken: "100" }),
      ask({ amount: "0.01" }),
      "exceeds_remaining",
      'Nothing remains to be voided at "aplazame".',
    ],
    [
      "where the total was corrected to less than was taken",
      anOrder({ total: "50", taken: "60" }),
      ask({ amount: "0.01" }),
      "exceeds_remaining",
      'Nothing remains to be voided at "aplazame".',
    ],
    [
      "for an amount at a provider of items",
      items(),
      ask({ amount: "5", items: [line("ordli_1", 1)] }),
      "unit_mismatch",
      '"akinon" is measured in items: give items and quantities instead of an amount.',
    ],
    [
      "without items",
      items(),
      ask(),
      "items_required",
      "Give the items to void, with a quantity for each.",
    ],
    [
      "for an empty list of items",
      items(),
      ask({ items: [] }),
      "items_required",
      "Give the items to void, with a quantity for each.",
    ],
    [
      "where no items are known",
      items({ items: null }),
      ask({ items: [line("ordli_1", 1)] }),
      "total_unknown",
      'Which items order ext_1 has at "akinon" is not known: register its items first.',
    ],
    [
      "for the same item twice",
      items(),
      ask({ items: [line("ordli_1", 1), line("ordli_1", 1)] }),
      "invalid_items",
      "The item ordli_1 is listed twice: give one quantity for it.",
    ],
    ...[0, -1, 1.5, NaN].map(
      (quantity): [string, VoidableOrder, VoidRequest, RefusalCode, string] => [
        `for a quantity of ${quantity}`,
        items(),
        ask({ items: [line("ordli_1", quantity)] }),
        "invalid_items",
        "The quantity of ordli_1 must be a whole number, 1 or more.",
      ]
    ),
    [
      "for an item that the provider doesn't know",
      items(),
      ask({ items: [line("ordli_9", 1)] }),
      "unknown_item",
      'The item ordli_9 is not known at "akinon": it is not part of this order, or its item ids were not registered.',
    ],
    [
      "for more units than remain, saying how many those are",
      items({ taken_item_ids: [12] }),
      ask({ items: [line("ordli_1", 3)] }),
      "exceeds_remaining",
      'Only 2 of 3 units of ordli_1 remain to be voided at "akinon".',
    ],
    [
      "for more units than have item ids, saying what to do if there are more",
      items(),
      ask({ items: [line("ordli_1", 4)] }),
      "exceeds_remaining",
      'Only 3 of 3 units of ordli_1 remain to be voided at "akinon". If the order has more than 3 of it, register the item ids of the others first.',
    ],
    [
      "for the same where nothing remains of those that have",
      items({ taken_item_ids: ["11", 12, "13"] }),
      ask({ items: [line("ordli_1", 4)] }),
      "exceeds_remaining",
      'Nothing of ordli_1 remains to be voided at "akinon". If the order has more than 3 of it, register the item ids of the others first.',
    ],
    [
      "for an item of which nothing remains",
      items({ taken_item_ids: ["11", 12, "13"] }),
      ask({ items: [line("ordli_1", 1)] }),
      "exceeds_remaining",
      'Nothing of ordli_1 remains to be voided at "akinon".',
    ],
  ])("%s", (_, order, request, code, message) => {
    expect(planVoid(order, request)).toEqual({ type: "refused", code, message })
  })
})

describe("a void is planned", () => {
  it("for exactly what remains, and to the cent", () => {
    expect(
      planVoid(anOrder({ taken: "99.7" }), ask({ amount: "0.3" }))
    ).toEqual({
      type: "planned",
      amount: "0.3",
      items: null,
      remaining_after: "0",
    })
    expect(planVoid(anOrder({ taken: "0.1" }), ask({ amount: "0.2" }))).toEqual(
      {
        type: "planned",
        amount: "0.2",
        items: null,
        remaining_after: "99.7",
      }
    )
  })

  it("with the first free item ids, and each item's own reason first", () => {
    expect(
      planVoid(
        items({ taken_item_ids: ["11"] }),
        ask({
          reason: "damaged",
          items: [
            { id: "ordli_2", quantity: 1, reason: "too late" },
            line("ordli_1", 2),
          ],
        })
      )
    ).toEqual({
      type: "planned",
      amount: null,
      items: [
        {
          id: "ordli_2",
          quantity: 1,
          external_item_ids: ["a"],
          reason: "too late",
        },
        {
          id: "ordli_1",
          quantity: 2,
          external_item_ids: [12, 13],
          reason: "damaged",
        },
      ],
      remaining_after: "1",
    })
  })

  it("for an amount that comes with an empty list of items", () => {
    expect(planVoid(anOrder(), ask({ amount: "5", items: [] })).type).toBe(
      "planned"
    )
  })
})

const taken = (plan: VoidPlan): string =>
  plan.type === "planned" ? (plan.amount as string) : "0"

const cents = (amount: string): number => Math.round(Number(amount) * 100)

const euros = (amount: number): string => (amount / 100).toFixed(2)

describe("any number of voids, one after the other", () => {
  it("never sum past the total, and none that fits is refused", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_00 }),
        fc.array(fc.integer({ min: 1, max: 5_000_00 }), { maxLength: 30 }),
        (total, amounts) => {
          let sum = 0
          for (const amount of amounts) {
            const plan = planVoid(
              anOrder({ total: euros(total), taken: euros(sum) }),
              ask({ amount: euros(amount) })
            )
            expect(plan.type === "planned").toBe(sum + amount <= total)
            sum += cents(taken(plan))
            if (plan.type === "planned") {
              expect(cents(plan.remaining_after)).toBe(total - sum)
            }
          }
          expect(sum).toBeLessThanOrEqual(total)
        }
      )
    )
  })

  it("are never allotted an item id twice, nor one that isn't there", () => {
    const anyItems = fc
      .uniqueArray(fc.oneof(fc.nat(99), fc.constantFrom("x", "y", "z", "07")), {
        minLength: 1,
        maxLength: 12,
        selector: String,
      })
      .chain((ids) =>
        fc.nat(ids.length).map((cut) =>
          [
            { line_item_id: "ordli_1", external_item_ids: ids.slice(0, cut) },
            { line_item_id: "ordli_2", external_item_ids: ids.slice(cut) },
          ].filter(({ external_item_ids }) => external_item_ids.length)
        )
      )
    const anyVoid = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("ordli_1", "ordli_2"),
        quantity: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 2, selector: ({ id }) => id }
    )
    fc.assert(
      fc.property(
        anyItems,
        fc.array(anyVoid, { maxLength: 12 }),
        (mapping, voids) => {
          const all = mapping.flatMap((of) => of.external_item_ids)
          const allotted: (string | number)[] = []
          for (const wanted of voids) {
            const free = (id: string): number =>
              (
                mapping.find(({ line_item_id }) => line_item_id === id)
                  ?.external_item_ids ?? []
              ).filter((external) => !allotted.includes(external)).length
            const fits = wanted.every(
              ({ id, quantity }) => quantity <= free(id)
            )
            const plan = planVoid(
              items({ items: mapping, taken_item_ids: allotted.map(String) }),
              ask({ items: wanted })
            )

            expect(plan.type === "planned").toBe(fits)
            if (plan.type === "planned") {
              for (const { quantity, external_item_ids } of plan.items ?? []) {
                expect(external_item_ids).toHaveLength(quantity)
                allotted.push(...external_item_ids)
              }
              expect(plan.remaining_after).toBe(
                String(all.length - allotted.length)
              )
            }
            expect(new Set(allotted.map(String)).size).toBe(allotted.length)
            expect(all).toEqual(expect.arrayContaining(allotted))
          }
        }
      )
    )
  })
})
