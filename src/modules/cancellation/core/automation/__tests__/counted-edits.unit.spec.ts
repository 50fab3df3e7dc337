import { Edit, Provenance, countedEdits, isProven } from ".."

const RECORDED_AT = new Date("2026-03-01T10:00:00.000Z")
const after = (ms: number): Date => new Date(RECORDED_AT.getTime() + ms)

const anEdit = (fields: Partial<Edit> = {}): Edit => ({
  id: "ordch_1",
  version: 2,
  confirmed_at: after(1_000),
  ...fields,
})

const evidence = (fields: Partial<Provenance> = {}): Provenance => ({
  has_cart: false,
  is_explicit: false,
  recorded_at: RECORDED_AT,
  captured_ids: [],
  ...fields,
})

describe("an edit changed what the provider has", () => {
  it.each<[string, boolean, Date, Partial<Provenance>]>([
    ["where it came after the provider order", true, after(1), {}],
    // Its own event made the provider order known.
    ["where it came a moment before", true, after(-60_000), {}],
    ["not where it came long before", false, after(-60_001), {}],
    ["of an order with a cart", true, after(-9e9), { has_cart: true }],
    [
      "not where somebody named the provider order after it",
      false,
      after(-60_001),
      { has_cart: true, is_explicit: true },
    ],
    [
      "where something was captured for it",
      true,
      after(-9e9),
      { captured_ids: ["ordch_1"] },
    ],
    [
      "not where something was captured for another one",
      false,
      after(-9e9),
      { captured_ids: ["ordch_2"] },
    ],
  ])("%s: %s", (_, expected, confirmed_at, fields) => {
    expect(isProven(anEdit({ confirmed_at }), evidence(fields))).toBe(expected)
  })
})

describe("the edits that count", () => {
  it("are this one and the proven ones before it, in the order made", () => {
    const draft = anEdit({ id: "draft", version: 2, confirmed_at: after(-9e9) })
    const first = anEdit({ id: "first", version: 3 })
    const second = anEdit({ id: "second", version: 5 })
    const later = anEdit({ id: "later", version: 6 })

    expect(
      countedEdits(second, [later, second, first, draft], evidence()).map(
        ({ id }) => id
      )
    ).toEqual(["first", "second"])
  })

  it("come in the order made, whatever order they are in", () => {
    const edits = [4, 2, 3].map((version) =>
      anEdit({ id: `version ${version}`, version })
    )
    const current = anEdit({ id: "this one", version: 5 })

    expect(
      countedEdits(current, edits, evidence()).map(({ id }) => id)
    ).toEqual(["version 2", "version 3", "version 4", "this one"])
  })

  it("are this one alone where none came before", () => {
    const draft = anEdit({ id: "draft", version: 2, confirmed_at: after(-9e9) })
    const only = anEdit({ id: "only", version: 3, confirmed_at: after(-9e9) })

    expect(
      countedEdits(only, [draft, only], evidence()).map(({ id }) => id)
    ).toEqual(["only"])
  })
})
