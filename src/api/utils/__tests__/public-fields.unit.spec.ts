import {
  ATTEMPT_FIELDS,
  CANCELLATION_FIELDS,
  PROVIDER_ORDER_FIELDS,
  pick,
} from "../public-fields"

const PRIVATE = [
  "seq",
  "fact_key",
  "request_hash",
  "purpose_of_next",
  "failure_count",
  "absent_count",
  "retry_until",
  "lease_token",
  "lease_expires_at",
  "baseline",
  "details",
  "raw_amount",
  "raw_total",
  "deleted_at",
]

it.each([
  ["a cancellation", CANCELLATION_FIELDS],
  ["an attempt", ATTEMPT_FIELDS],
  ["a provider order", PROVIDER_ORDER_FIELDS],
])("%s shows nothing of how it works inside", (_, fields) => {
  expect(fields.filter((name) => PRIVATE.includes(name))).toEqual([])
})

it("what a row doesn't have is not made up", () => {
  expect(
    pick({ id: "1", lease_token: "x", note: null }, CANCELLATION_FIELDS)
  ).toEqual({
    id: "1",
    note: null,
  })
})
