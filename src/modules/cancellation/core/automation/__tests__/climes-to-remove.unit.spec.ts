import fc from "fast-check"
import { OrderVersion, climesToRemove, shareOf } from ".."

const version = (
  number: number,
  lines: { quantity: number; cents: number }[],
  shippingCents = 0
): OrderVersion => ({
  version: number,
  total: String(
    lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0) /
      100 +
      shippingCents / 100
  ),
  lines: lines
    .map(({ quantity }, index) => ({
      id: `ordli_${index}`,
      quantity: String(quantity),
    }))
    .filter(({ quantity }) => quantity !== "0"),
})

interface EditedOrder {
  total: number
  lines: { quantity: number; cents: number }[]
  shipping: number
  /** To this quantity, one line each. */
  edits: { line: number; quantity: number }[]
}

describe("the climes to remove", () => {
  it.each([
    // total, taken, placed, lowered to, expected
    ["10", "0", "99.99", "66.66", "3"],
    ["10", "3", "99.99", "33.33", "3"],
    ["10", "6", "99.99", "0", "4"],
    ["1", "0", "100", "0.01", "0"],
    ["60", "0", "100", "100", "0"],
    // A void by hand took them before.
    ["60", "30", "100", "50", "0"],
    ["60", "45", "100", "50", "0"],
    ["60", "45", "100", "0", "15"],
    // Nothing was to be paid for it.
    ["60", "0", "0", "0", "0"],
    ["60", "0", "100", "-5", "60"],
    ["60", "0", "100", "120", "0"],
    // 1/3 and 2/3 have no end: they are never rounded up.
    ["3", "0", "0.3", "0.2", "1"],
    ["999999999999", "0", "3", "2", "333333333333"],
  ])(
    "of %s, %s taken, of %s lowered to %s are %s",
    (total, taken, placed, lowered_to, expected) => {
      expect(
        climesToRemove(total, taken, {
          placed,
          lowered_to,
          is_all_gone: false,
        })
      ).toBe(expected)
    }
  )

  it("are none for what was added later and taken off again", () => {
    const placed = version(1, [{ quantity: 2, cents: 5_000 }])
    const raised = version(2, [{ quantity: 4, cents: 5_000 }])
    const lowered = version(3, [{ quantity: 2, cents: 5_000 }])
    expect(shareOf(placed, [raised, lowered])).toEqual({
      placed: "100",
      lowered_to: "100",
      is_all_gone: false,
    })
  })

  it("are not taken twice for what was lowered, raised and lowered", () => {
    const placed = version(1, [{ quantity: 2, cents: 5_000 }])
    const half = version(2, [{ quantity: 1, cents: 5_000 }])
    const whole = version(3, [{ quantity: 2, cents: 5_000 }])
    expect(shareOf(placed, [half, whole, { ...half, version: 4 }])).toEqual({
      placed: "100",
      lowered_to: "50",
      is_all_gone: false,
    })
  })

  it("are all, once no item is left, whatever shipping still costs", () => {
    const placed = version(1, [{ quantity: 2, cents: 5_000 }], 500)
    const empty = version(2, [{ quantity: 0, cents: 5_000 }], 500)
    expect(shareOf(placed, [empty])).toEqual({
      placed: "105",
      lowered_to: "5",
      is_all_gone: true,
    })
    expect(climesToRemove("60", "20", shareOf(placed, [empty]))).toBe("40")
    const free = { ...empty, total: "0" }
    expect(climesToRemove("60", "20", shareOf(free, [free]))).toBe("40")
  })

  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 9 }),
    cents: fc.integer({ min: 1, max: 99_999 }),
  })
  const orders: fc.Arbitrary<EditedOrder> = fc.record({
    total: fc.integer({ min: 0, max: 500 }),
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    shipping: fc.constantFrom(0, 499),
    edits: fc.array(
      fc.record({
        line: fc.nat({ max: 3 }),
        quantity: fc.nat({ max: 12 }),
      }),
      { maxLength: 12 }
    ),
  })

  /** All voids of an order that is edited like that, then emptied. */
  const replay = (
    { total, lines, shipping, edits }: EditedOrder,
    onEdit: (step: {
      amount: string
      taken: number
      lowest: number
      placed: number
    }) => void
  ): number => {
    const state = lines.map((one) => ({ ...one }))
    const centsOf = (): number =>
      state.reduce((sum, one) => sum + one.quantity * one.cents, shipping)
    const isEmpty = (): boolean => state.every(({ quantity }) => !quantity)
    const placedVersion = version(1, state, shipping)
    const placed = centsOf()
    const edited: OrderVersion[] = []
    let taken = 0
    let lowest = placed
    const apply = (): void => {
      edited.push(version(edited.length + 2, state, shipping))
      const amount = climesToRemove(
        String(total),
        String(taken),
        shareOf(placedVersion, edited)
      )
      taken += Number(amount)
      lowest = isEmpty() ? 0 : Math.min(lowest, centsOf())
      onEdit({ amount, taken, lowest, placed })
    }
    for (const { line: index, quantity } of edits) {
      const one = state[index % state.length]
      if (one) {
        one.quantity = quantity
      }
      apply()
    }
    state.forEach((one) => {
      one.quantity = 0
    })
    apply()
    return taken
  }

  it("never drift from the share that is gone, and are never negative", () => {
    fc.assert(
      fc.property(orders, (order) => {
        replay(order, ({ amount, taken, lowest, placed }) => {
          expect(amount).toMatch(/^\d+$/)
          expect(BigInt(taken)).toBe(
            (BigInt(order.total) * BigInt(placed - lowest)) / BigInt(placed)
          )
        })
      })
    )
  })

  it("sum to exactly the total once everything is gone, whatever came before", () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(replay(order, () => undefined)).toBe(order.total)
      })
    )
  })
})
