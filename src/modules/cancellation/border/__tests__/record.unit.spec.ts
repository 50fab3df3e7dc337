import fc from "fast-check"
import { effectOf, readingOf } from "../record"

const quiet = (): void => undefined

const record = {
  state: "open",
  status: "ok",
  total: "100",
  remaining: 40,
  voids: [{ id: 7, amount: 60, created_at: "2030-01-01T00:00:00Z" }],
  items: [
    { external_item_id: 11, state: "open" },
    { external_item_id: "a", state: "cancelled" },
  ],
}

const read = (fields: Record<string, unknown>): unknown =>
  readingOf({ type: "found", record: { ...record, ...fields } }, "Acme", quiet)

describe("a record that comes in", () => {
  it("is the same, with its numbers as decimals", () => {
    expect(read({})).toEqual({
      type: "found",
      record: {
        ...record,
        remaining: "40",
        voids: [{ id: "7", amount: "60", created_at: "2030-01-01T00:00:00Z" }],
        proof: null,
        obstacle: null,
      },
      exchanges: [],
    })
  })

  it("keeps what speaks against a cancel, and cuts its words", () => {
    const obstacle = { type: "shipped", message: "It has left." }
    expect(read({ obstacle })).toMatchObject({ record: { obstacle } })
    expect(
      read({ obstacle: { ...obstacle, message: "x".repeat(3_000) } })
    ).toMatchObject({
      record: { obstacle: { message: expect.stringMatching(/^x{1,1999}…?/) } },
    })
  })

  it.each([
    ["of no type", { message: "It has left." }],
    ["of an unknown type", { type: "asleep", message: "It sleeps." }],
    ["without words", { type: "shipped", message: "" }],
    ["that is no object", "shipped"],
  ])(
    "stays a record where its obstacle is one %s, and complains",
    (_, obstacle) => {
      const complaints: string[] = []
      const reading = readingOf(
        { type: "found", record: { ...record, obstacle } },
        "Acme",
        (complaint) => complaints.push(complaint)
      )
      expect(reading).toMatchObject({
        type: "found",
        record: { state: "open", obstacle: null },
      })
      expect(complaints).toEqual([
        "the obstacle in its record can't be used, so it is not shown",
      ])
    }
  )

  it("keeps what shows that it is cancelled", () => {
    const proof = {
      by: "record",
      statement: "Acme's record: cancelled",
      at: "2030-01-01T00:00:00Z",
    }
    expect(read({ state: "cancelled", proof })).toMatchObject({
      record: { proof },
    })
  })

  it.each([
    [{ by: "record", statement: "" }],
    [{ by: "me", statement: "Yes." }],
    ["cancelled"],
  ])("shows nothing by the proof %p, and says so", (proof) => {
    const complain = jest.fn()
    expect(
      readingOf(
        { type: "found", record: { ...record, proof } },
        "Acme",
        complain
      )
    ).toMatchObject({ type: "found", record: { proof: null } })
    expect(complain).toHaveBeenCalledTimes(1)
  })

  it.each([
    ["no state", { state: undefined }],
    ["a state of its own", { state: "closed" }],
    ["a total that is no decimal", { total: "a lot" }],
    ["a remainder that is no decimal", { remaining: NaN }],
    ["voids that are no list", { voids: {} }],
    ["a void without an id", { voids: [{ amount: "1" }] }],
    ["a void without an amount", { voids: [{ id: "v1" }] }],
    ["a void that is nothing", { voids: [...record.voids, null] }],
    ["an item without an id", { items: [{ state: "open" }] }],
    ["an item without a state", { items: [{ external_item_id: 1 }] }],
  ])("says nothing at all with %s", (_, fields) => {
    expect(read(fields)).toMatchObject({
      type: "failed",
      error: { code: "provider_error" },
    })
  })

  it("is a reading, whatever it was", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({ type: fc.constant("found"), record: fc.anything() })
        ),
        (given) => {
          expect(["found", "missing", "failed"]).toContain(
            readingOf(given, "Acme", quiet).type
          )
        }
      )
    )
  })
})

describe("an effect that comes in", () => {
  it("is proven by the record, whatever it says of itself", () => {
    expect(
      effectOf(
        {
          type: "applied",
          reference: 7,
          proof: { by: "answer", statement: "It is there." },
        },
        "Acme",
        quiet
      )
    ).toEqual({
      type: "applied",
      reference: "7",
      proof: { by: "record", statement: "It is there.", at: null },
    })
  })

  it.each([undefined, null, "applied", {}, { type: "perhaps" }])(
    "is undecidable, where it is %p",
    (given) => {
      expect(effectOf(given, "Acme", quiet)).toMatchObject({
        type: "undecidable",
      })
    }
  )
})
