import * as fc from "fast-check"
import { ADMIN_ROUTES } from "../../../admin/middlewares"
import { validateBody, validateQuery } from "../../__fixtures__/validate"

const IBAN = "ES9121000418450200051332"
const NUMBER = 9_121_000_418

/** Names that some field knows, wherever they stand, and one that none does. */
const NAMES = [
  "id",
  "line_item_id",
  "quantity",
  "reason",
  "external_item_ids",
  "$gte",
  IBAN,
]

const secret = fc.constantFrom<unknown>(
  IBAN,
  NUMBER,
  -NUMBER,
  NUMBER + 0.5,
  `${IBAN} `.repeat(90)
)

const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 3 },
    secret,
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("anything"), { maxKeys: 4 })
  ),
}))

const ROUTES = ADMIN_ROUTES.flatMap((route) =>
  [route.body, route.query?.takes]
    .filter((schema) => schema !== undefined)
    .map((schema) => ({
      name: `${route.method} ${route.matcher}`,
      schema,
      validate: (value: Record<string, unknown>) =>
        schema === route.body
          ? validateBody(schema, value)
          : validateQuery(schema, value),
    }))
)

it.each(ROUTES)(
  "$name never repeats what it refuses",
  async ({ schema, validate }) => {
    const name = fc.constantFrom(...Object.keys(schema.shape), IBAN)
    let refusals = 0

    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, anything), async (request) => {
        const answer = await validate(request)
        if (typeof answer === "string") {
          refusals += 1
          expect(answer).not.toMatch(/ES91|9121000418|9\.121/)
        }
      }),
      { numRuns: 200 }
    )

    expect(refusals).toBeGreaterThan(20)
  }
)
