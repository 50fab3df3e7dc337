import { type z } from "@medusajs/framework/zod"
import * as fields from ".."

/** Whatever a client may send, good and bad. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  1e13,
  1e14,
  200,
  201,
  "",
  " ",
  "a",
  "climes",
  "2026-01-01",
  "2026-01-01T10:00:00Z",
  "yesterday",
  "x".repeat(255),
  "x".repeat(256),
  "x".repeat(2_001),
  [],
  ["a"],
  ["a", "b"],
  [""],
  [1],
  ["a", "z"],
  {},
  { a: 1 },
  { $gte: "2026-01-01" },
  { $gte: "2026-01-01", $lt: "2026-02-01" },
  { $like: "2026" },
  { $gt: 1 },
  [{ id: "l", quantity: 1 }],
  [{ id: "l", quantity: 1, reason: "r" }],
  [{ id: "l", quantity: 1, reason: null }],
  [{ id: "l", quantity: 0 }],
  [{ id: "l", quantity: 10_001 }],
  [{ id: "l" }],
  [{ id: "l", quantity: 1, price: 1 }],
  [{ line_item_id: "l", quantity: 1 }],
  [{ line_item_id: "l", id: "l", quantity: 1 }],
  [{ line_item_id: "l", id: "m", quantity: 1 }],
  [{ line_item_id: "l", quantity: 1, price: 1 }],
  [{ line_item_id: "l", id: null, quantity: 1 }],
  [{ line_item_id: null, id: "l", quantity: 1 }],
  [{ line_item_id: "l", external_item_ids: [1, "a"] }],
  [{ line_item_id: "l", external_item_ids: [] }],
  [{ line_item_id: "l", external_item_ids: [1.5] }],
  [{ line_item_id: "l", external_item_ids: [" "] }],
  [{ line_item_id: "l", external_item_ids: [1], more: 1 }],
  Array.from({ length: 501 }, () => ({ id: "l", quantity: 1 })),
  Array.from({ length: 1_001 }, (_, index) => String(index)),
]

const {
  limit,
  offset,
  order,
  fields: names,
} = fields.listParams({
  limit: 20,
  order: "id",
})

const FIELDS: Record<string, z.ZodType> = {
  amount: fields.amount(),
  amountChange: fields.amountChange(),
  onlyTrue: fields.onlyTrue("x"),
  oneOf: fields.oneOf("x", ["a", "b"]),
  someOf: fields.someOf("x", ["a", "b"]),
  externalId: fields.externalId(),
  id: fields.id("x"),
  ids: fields.ids("x"),
  someTexts: fields.someTexts("x"),
  itemMapping: fields.itemMapping(),
  itemMappingChange: fields.itemMappingChange(),
  limit,
  offset,
  order,
  names,
  object: fields.object("x"),
  objectChange: fields.objectChange("x"),
  text: fields.text("x", 255),
  requiredText: fields.requiredText("x", 255, "why"),
  searchText: fields.searchText(),
  timeRange: fields.timeRange("x"),
  voidItems: fields.voidItems(),
}

/** Taken for "left out", which the document needn't offer. */
const isLeftOut = (value: unknown): boolean => value === null || value === ""

describe.each(Object.entries(FIELDS))("%s", (_, schema) => {
  const takes = fields.takesOf(schema)

  it("takes what its document says it takes", () => {
    const refused = VALUES.filter(
      (value) =>
        takes.safeParse(value).success && !schema.safeParse(value).success
    )
    expect(refused).toEqual([])
  })

  it("takes nothing that its document doesn't know", () => {
    const undocumented = VALUES.filter(
      (value) =>
        !isLeftOut(value) &&
        schema.safeParse(value).success &&
        !takes.safeParse(value).success
    )
    expect(undocumented).toEqual([])
  })
})

it("a body's document refuses what the body refuses", () => {
  const body = fields.body({ id: fields.id("id"), note: fields.note() })
  for (const value of [{ id: "a" }, { id: "a", note: "b" }]) {
    expect(body.safeParse(value).success).toBe(true)
    expect(fields.takesOf(body).safeParse(value).success).toBe(true)
  }
  for (const value of [undefined, {}, { id: "a", more: 1 }, [], "a"]) {
    expect(body.safeParse(value).success).toBe(false)
    expect(fields.takesOf(body).safeParse(value).success).toBe(false)
  }
})

it.each([
  ["ES9121000418450200051332", "Unrecognized fields: '…'"],
  ["Maria Holder", "Unrecognized fields: '…'"],
  ["kind", "Unrecognized fields: 'kind'"],
])(
  "an unknown field %s is repeated only if it reads like a name",
  (key, message) => {
    const body = fields.body({ note: fields.note() })
    expect(body.safeParse({ [key]: 1 }).error?.issues).toMatchObject([
      { message },
    ])
  }
)
