import { z } from "@medusajs/framework/zod"
import { inWords } from "../in-words"

const IBAN = "ES9121000418450200051332"

const sentencesOf = (schema: z.ZodType, value: unknown): string[] =>
  inWords(schema)
    .safeParse(value)
    .error?.issues.map(({ code, message }) => `${code}: ${message}`) ?? []

const aLine = z.strictObject({
  id: z.string(),
  item_ids: z.array(z.number()).optional(),
})

it("what a schema takes, it takes as it was", () => {
  const schema = z.strictObject({ at: z.string().transform(Number) })
  expect(inWords(schema).parse({ at: "5" })).toEqual({ at: 5 })
})

it.each([
  ["a value of another type", { text: [IBAN] }, "text must be a text."],
  ["one that is missing", {}, "text is missing."],
  [
    "one that is too long",
    { text: IBAN },
    "text is too long: 9 characters at most.",
  ],
  ["one of the wrong form", { text: "A" }, "text can't be taken as it is."],
  [
    "one that isn't offered",
    { text: "a", choice: IBAN },
    "choice must be one of: a, b.",
  ],
  [
    "too many",
    { text: "a", lines: [{ id: "a" }, { id: "b" }, { id: "c" }] },
    "lines is too long: 2 at most.",
  ],
  [
    "what is deep inside",
    { text: "a", items: [{ id: "a" }, { id: "b", item_ids: [1, IBAN] }] },
    "item_id 2 of item 2 must be a number.",
  ],
  [
    "an unknown name inside",
    { text: "a", items: [{ id: "a", note: IBAN }] },
    'item 1 has the unknown field "note".',
  ],
  [
    "an unknown name that is none",
    { text: "a", items: [{ id: "a", [IBAN]: 1 }] },
    'item 1 has the unknown field "…".',
  ],
])("%s is refused in a sentence, as custom", (_, value, sentence) => {
  const schema = z.strictObject({
    text: z
      .string()
      .max(9)
      .regex(/^[a-z]/),
    choice: z.enum(["a", "b"]).optional(),
    items: z.array(aLine).optional(),
    lines: z.array(aLine).max(2).optional(),
  })
  expect(sentencesOf(schema, value)).toEqual([`custom: ${sentence}`])
})

it.each([
  [IBAN, "Unrecognized fields: '…'"],
  ["Maria Holder", "Unrecognized fields: '…'"],
  ["kind", "Unrecognized fields: 'kind'"],
])(
  "the unknown field %s is repeated only if it reads like a name",
  (key, sentence) => {
    expect(sentencesOf(z.strictObject({}), { [key]: 1 })).toEqual([
      `custom: ${sentence}`,
    ])
  }
)

it("a field is complained of once, and an unknown name comes first", () => {
  const schema = z.strictObject({ items: z.array(aLine), note: z.string() })
  expect(
    sentencesOf(schema, { items: [{ id: 1, name: 1 }, { id: 2 }], nose: "a" })
  ).toEqual([
    'custom: item 1 has the unknown field "name".',
    "custom: Unrecognized fields: 'nose'",
    "custom: note is missing.",
  ])
})

it("of several forms, the nearest says what is wrong", () => {
  const schema = z.union([
    z.strictObject({ name: z.string(), count: z.number() }),
    z.strictObject({ id: z.string(), count: z.number() }),
  ])
  expect(sentencesOf(schema, { id: "a", count: "b" })).toEqual([
    "custom: count must be a number.",
  ])
  expect(sentencesOf(schema, { name: 1, count: 2 })).toEqual([
    "custom: name must be a text.",
  ])
  expect(sentencesOf(schema, { count: 2 })).toEqual([
    "custom: name is missing.",
  ])
})

it("a field's own words follow its name", () => {
  const schema = z.strictObject({
    amount: z.number("must be a number, without quotes.").optional(),
    either: z.union([z.string(), z.number()], "must be either.").optional(),
  })
  expect(sentencesOf(schema, { amount: "1", either: true })).toEqual([
    "custom: amount must be a number, without quotes.",
    "custom: either must be either.",
  ])
})
