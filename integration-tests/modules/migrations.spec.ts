import { Migration20261126090000 } from "../../src/modules/cancellation/migrations/Migration20261126090000"
import { Migration20261126130000 } from "../../src/modules/cancellation/migrations/Migration20261126130000"
import { Migration20261126140000 } from "../../src/modules/cancellation/migrations/Migration20261126140000"
import { Migration20261126160000 } from "../../src/modules/cancellation/migrations/Migration20261126160000"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { rejected, succeeded, unknown } from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { error } from "../support/made-up"
import { cancellationRow } from "../support/written"

describe("what succeeded before proofs were kept", () => {
  const ledger = useLedger()

  /** Leaves rows behind as a release without proofs did. */
  const migrate = async (): Promise<void> => {
    const { sql } = ledger.database
    await sql.raw("update cncl_cancellation set proof = null")
    const migration = new Migration20261126130000(
      undefined as never,
      undefined as never
    )
    await migration.up()
    for (const query of migration.getQueries()) {
      await sql.raw(query as string)
    }
  }

  const proofOf = async (id: string): Promise<unknown> =>
    (await cancellationRow(ledger.database.sql, id)).proof

  it.each([
    [201, "answer", "Answered with success, before proofs were kept."],
    [404, "record", "Found to be done, before proofs were kept."],
    [null, "record", "Found to be done, before proofs were kept."],
  ])(
    "after an answer of %p, has for a proof its %s",
    async (status, by, statement) => {
      const [pipeline] = ledger.startWith()
      const lane = await pipeline.register("scripted", "ext_1")
      const id = await pipeline.cancel(lane)
      await pipeline.drain()
      await ledger.database.sql.raw(
        "update cncl_attempt set http_status = ?",
        status as never
      )

      await migrate()

      expect(await proofOf(id)).toEqual({
        by,
        statement,
        at: (await ledger.clock.now()).toISOString(),
      })
    }
  )

  it("has a person's word, where a person resolved it", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.resolve(unknown(error)),
    })
    const id = await pipeline.cancel(await pipeline.register("scripted", "e"))
    await pipeline.drain()
    await pipeline.repair.resolve(id, {
      resolution: "succeeded",
      note: "seen there",
      by: "user_1",
    })

    await migrate()

    expect(await proofOf(id)).toMatchObject({
      by: "person",
      statement: "Marked as done by user_1: seen there",
    })
  })

  it("is all that gets one", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.resolve(rejected(error)),
    })
    const id = await pipeline.cancel(await pipeline.register("scripted", "e"))
    await pipeline.drain()

    await migrate()

    expect(await proofOf(id)).toBeNull()
  })
})

describe("what was found before it was kept where", () => {
  const ledger = useLedger()

  /** One of each origin, and where the migration says each was found. */
  const placesOf = async (
    prepare: (id: string) => Promise<unknown>
  ): Promise<Record<string, string | null>> => {
    const { sql } = ledger.database
    const [pipeline] = ledger.startWith()
    for (const origin of ["explicit", "metadata", "option"]) {
      const id = await pipeline.register("scripted", origin)
      await sql.raw(
        "update cncl_provider_order set origin = ?, found_in = null where id = ?",
        [origin, id]
      )
      await prepare(id)
    }

    const migration = new Migration20261126090000(
      undefined as never,
      undefined as never
    )
    await migration.up()
    for (const query of migration.getQueries()) {
      await sql.raw(query as string)
    }

    const rows = await rowsOf<{ external_id: string; found_in: string | null }>(
      sql,
      "select external_id, found_in from cncl_provider_order"
    )
    return Object.fromEntries(
      rows.map(({ external_id, found_in }) => [external_id, found_in])
    )
  }

  it("was found by the convention's key, if by the convention", async () => {
    expect(await placesOf(() => Promise.resolve())).toEqual({
      explicit: null,
      metadata: "metadata.scripted_order_id",
      option: null,
    })
  })

  it("stays where it was found since", async () => {
    const { sql } = ledger.database

    expect(
      await placesOf((id) =>
        sql.raw(
          "update cncl_provider_order set found_in = 'metadata.x' where id = ? and origin <> 'explicit'",
          id as never
        )
      )
    ).toEqual({ explicit: null, metadata: "metadata.x", option: "metadata.x" })
  })
})

describe("what a provider said is left before that was kept", () => {
  const ledger = useLedger()

  it.each([
    ["as far as it was no more than the ledger's", "40", null],
    ["where it was more", "45", { remaining: "45", total: "105" }],
  ])("is known only by a difference: %s", async (_what, remaining, told) => {
    const { sql } = ledger.database
    const [pipeline] = ledger.startWith({
      onSend: () =>
        Promise.resolve(
          succeeded({
            proof: { by: "answer", statement: "It is voided." },
            remaining,
          })
        ),
    })
    const lane = await pipeline.register("scripted", "e", { total: "100" })
    await pipeline.void(lane, { amount: "60" })
    await pipeline.drain()
    await sql.raw("alter table cncl_provider_order drop column told")

    const migration = new Migration20261126140000(
      undefined as never,
      undefined as never
    )
    await migration.up()
    for (const query of migration.getQueries()) {
      await sql.raw(query as string)
    }

    expect(
      await rowsOf(sql, "select told from cncl_provider_order where id = :id", {
        id: lane,
      })
    ).toEqual([{ told }])
  })
})

describe("a count", () => {
  const ledger = useLedger()

  it("is what climes were counted in before there was one, and back", async () => {
    const { sql } = ledger.database
    const [pipeline] = ledger.startWith({ unit: "count" })
    await pipeline.cancel(await pipeline.register("scripted", "ext_1"))
    const units = async (): Promise<unknown> =>
      rowsOf(
        sql,
        "select unit from cncl_provider_order union all select unit from cncl_cancellation"
      )
    const run = async (direction: "up" | "down"): Promise<void> => {
      const migration = new Migration20261126160000(
        undefined as never,
        undefined as never
      )
      await migration[direction]()
      for (const query of migration.getQueries()) {
        await sql.raw(query as string)
      }
    }

    await run("down")
    expect(await units()).toEqual([{ unit: "climes" }, { unit: "climes" }])
    await expect(pipeline.register("scripted", "ext_2")).rejects.toThrow(
      /unit_check/
    )

    await run("up")
    await pipeline.register("scripted", "ext_2")
    expect(await units()).toContainEqual({ unit: "count" })
  })
})
