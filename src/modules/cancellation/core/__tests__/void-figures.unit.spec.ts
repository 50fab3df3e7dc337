import fc from "fast-check"
import { ProviderRecord } from "../../../../provider-kit"
import { ComparableRead, figuresOf } from "../void-figures"
import { VoidSum } from "../provider-order"

const SUM: VoidSum = {
  id: "cnpo_1",
  order_id: "order_1",
  order_display_id: 1,
  provider_id: "made_up",
  external_id: "E-1",
  unit: "currency",
  currency_code: "eur",
  total: "100",
  total_source: "explicit",
  items: null,
  origin: "explicit",
  metadata: null,
  voided: "0",
  reserved: "0",
  voided_item_ids: [],
  taken_item_ids: [],
  has_live_cancel: false,
  is_cancelled: false,
  drift: null,
}

const RECORD: ProviderRecord = {
  state: "open",
  status: "ok",
  total: null,
  remaining: null,
  voids: null,
  items: null,
}

const readOf = (
  sum: VoidSum,
  record: Partial<ProviderRecord> | null
): ComparableRead | null =>
  record && {
    reading: { type: "found", record: { ...RECORD, ...record } },
    read_at: new Date("2030-01-01T00:00:00Z"),
    before: sum,
  }

const voidOf = (amount: string): ProviderRecord["voids"] => [
  { id: "v1", amount, created_at: null },
]

const figures = (
  given: Partial<VoidSum>,
  record: Partial<ProviderRecord> | null
) => {
  const sum = { ...SUM, ...given }
  return figuresOf(sum, readOf(sum, record))
}

describe("what remains to be voided", () => {
  type Case = [
    string,
    Partial<VoidSum>,
    Partial<ProviderRecord> | null,
    { voided: number; remaining: number | null },
  ]
  it.each<Case>([
    ["of an untouched order", {}, null, { voided: 0, remaining: 100 }],
    [
      "is less what was voided, and what may have been",
      { voided: "40", reserved: "10.5" },
      null,
      { voided: 40, remaining: 49.5 },
    ],
    [
      "is exact where floating point isn't",
      { total: "0.3", voided: "0.1", reserved: "0.1" },
      null,
      { voided: 0.1, remaining: 0.1 },
    ],
    [
      "is nothing when all of it is taken",
      { voided: "60", reserved: "40" },
      null,
      { voided: 60, remaining: 0 },
    ],
    [
      "is a cent before that",
      { voided: "60", reserved: "39.99" },
      null,
      { voided: 60, remaining: 0.01 },
    ],
    [
      "is never below nothing, when a total was found to be less",
      { total: "50", voided: "60" },
      null,
      { voided: 60, remaining: 0 },
    ],
    [
      "is never below nothing, when a void of unknown outcome counts twice",
      { voided: "20", reserved: "40" },
      { voids: voidOf("80") },
      { voided: 80, remaining: 0 },
    ],
    [
      "goes by the provider's own list of voids",
      { voided: "20" },
      { voids: voidOf("30") },
      { voided: 30, remaining: 70 },
    ],
    [
      "goes by the ledger where the provider keeps no list",
      { voided: "20" },
      { remaining: "70" },
      { voided: 20, remaining: 80 },
    ],
    [
      "is not known without a total",
      { total: null, voided: "20" },
      null,
      { voided: 20, remaining: null },
    ],
    [
      "is nothing after a whole cancel",
      { is_cancelled: true, has_live_cancel: true, voided: "20" },
      null,
      { voided: 100, remaining: 0 },
    ],
    [
      "is nothing after a whole cancel beside a void of unknown outcome",
      { is_cancelled: true, has_live_cancel: true, reserved: "20" },
      null,
      { voided: 100, remaining: 0 },
    ],
    [
      "is not known after a whole cancel of what was not known",
      { is_cancelled: true, total: null, voided: "20" },
      null,
      { voided: 20, remaining: null },
    ],
    [
      "is nothing where the provider shows it as cancelled",
      { voided: "20", reserved: "30" },
      { state: "cancelled", voids: voidOf("20") },
      { voided: 100, remaining: 0 },
    ],
  ])("%s", (_, sum, record, expected) => {
    expect(figures(sum, record)).toMatchObject(expected)
  })

  it("is what is left of the total, or nothing, whoever is asked", () => {
    const cents = fc.nat(20_000)
    const decimal = (amount: number): string => (amount / 100).toFixed(2)
    fc.assert(
      fc.property(
        cents,
        cents,
        cents,
        fc.option(cents),
        (total, voided, reserved, listed) => {
          const { remaining } = figures(
            {
              total: decimal(total),
              voided: decimal(voided),
              reserved: decimal(reserved),
            },
            listed === null ? null : { voids: voidOf(decimal(listed)) }
          )
          const left = total - (listed ?? voided) - reserved
          expect(remaining).toBe(Math.max(left, 0) / 100)
        }
      )
    )
  })
})
