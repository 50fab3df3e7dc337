import { type CancellationCall } from "../../../provider-kit"
import { contextOf } from "../../../provider-kit/__fixtures__/call"
import { answered } from "../../../provider-kit/__fixtures__/exchanges"
import { voidOf } from "../__fixtures__/call"
import { AplazameCancellationProvider } from "../service"

const CAUSED_AT = "2026-11-26T12:00:00.000Z"
const LATER = "2026-11-26T13:00:03+01:00"
const EARLIER = "2026-11-26T11:00:00Z"

const strategy = new AplazameCancellationProvider(
  {},
  { privateKey: "key_1234" }
)

const ofRefund: Partial<CancellationCall> = {
  source: "payment_refunded",
  caused_at: CAUSED_AT,
}

const prepare = (
  entry: { amount: number; created?: string | null } | null,
  fields: Partial<CancellationCall> = {},
  owned: string[] = [],
  remaining_amount = 8000
) =>
  strategy.prepare(
    { ...voidOf("20"), ...ofRefund, ...fields },
    contextOf(
      {
        "GET /orders/A-1/void": [
          answered(200, {
            remaining_amount,
            results: entry ? [{ ...entry, id: "theirs" }] : [],
          }),
        ],
        "GET /orders/A-1": [answered(200, { status: "ok", cancelled: null })],
      },
      null,
      owned
    ).context
  )

describe("a void of 20.00 of a refund", () => {
  it.each([
    ["was made since", LATER, {}],
    ["was made by a clock that is behind", "2026-11-26T11:56:00Z", {}],
    ["has no time", null, {}],
    ["has a time that is none", "today", {}],
    ["may have been made since", EARLIER, { caused_at: null }],
    ["was made since an edit", LATER, { source: "order_edited" as const }],
  ])(
    "is put before a person where a void of 20.00 that nobody owns %s",
    async (_what, created, fields) => {
      expect(await prepare({ amount: 2000, created }, fields)).toMatchObject({
        type: "settled",
        outcome: {
          type: "unknown",
          error: {
            code: "perhaps_voided_already",
            message: expect.stringMatching(
              /a void of 20\.00 EUR \(theirs\).*Nothing was sent/
            ),
          },
          exchanges: [{ result: { status: 200 } }],
        },
      })
    }
  )

  it("is so even where that void left too little for it", async () => {
    expect(
      await prepare({ amount: 2000, created: LATER }, {}, [], 0)
    ).toMatchObject({ outcome: { error: { code: "perhaps_voided_already" } } })
  })

  it.each([
    ["there is none", null, {}, []],
    ["it is of another amount", { amount: 2001, created: LATER }, {}, []],
    ["it was made before", { amount: 2000, created: EARLIER }, {}, []],
    ["it is our own", { amount: 2000, created: LATER }, {}, ["theirs"]],
    [
      "a person asked for this one",
      { amount: 2000, created: LATER },
      { source: "admin" as const },
      [],
    ],
    [
      "a workflow asked for this one",
      { amount: 2000, created: LATER },
      { source: "workflow" as const },
      [],
    ],
    [
      "a person has looked",
      { amount: 2000, created: LATER },
      { is_confirmed_not_applied: true },
      [],
    ],
  ])("is sent where %s", async (_what, entry, fields, owned) => {
    expect((await prepare(entry, fields, owned)).type).toBe("proceed")
  })
})
