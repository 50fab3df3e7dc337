import { claimSends } from "../../src/modules/cancellation/ledger/claim"
import {
  ExpiredRow,
  expiredLeases,
} from "../../src/modules/cancellation/ledger/expired-leases"
import { extendLeases } from "../../src/modules/cancellation/ledger/extend-leases"
import { markSending } from "../../src/modules/cancellation/ledger/mark-sending"
import {
  SettleResult,
  settle,
} from "../../src/modules/cancellation/ledger/settle"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { settleRow } from "../support/settle-row"

const TOKEN = "cnat_held"

const ledger = useLedger()

const later = async (seconds: number): Promise<Date> =>
  new Date((await ledger.clock.now()).getTime() + seconds * 1_000)

/** A cancellation that is claimed now, for 30 s. */
const claimed = async (): Promise<[Pipeline, string]> => {
  const [pipeline] = ledger.startWith()
  await pipeline.register("scripted", "ext_1")
  const [id] = (await pipeline.cancelOrder()) as [string]
  const rows = await claimSends(ledger.database.sql, {
    provider_id: "scripted",
    slots: 1,
    attempt_ids: [TOKEN],
    now: await later(0),
    marked_kinds: [],
    lease_until: await later(30),
  })
  expect(rows).toMatchObject([{ id, attempt_id: TOKEN }])
  return [pipeline, id]
}

const found = async (): Promise<ExpiredRow> => {
  const [row] = await expiredLeases(ledger.database.sql, await later(31), 10)
  expect(row).toMatchObject({ attempt_id: TOKEN, send_started_at: null })
  return row as ExpiredRow
}

/** Frees it as never sent, as a process does that found the lease expired. */
const free = async (row: ExpiredRow): Promise<SettleResult> =>
  settle(
    ledger.database.sql,
    [
      settleRow({
        attempt_id: row.attempt_id,
        cancellation_id: row.id,
        provider_order_id: row.provider_order_id,
        expired_at: row.lease_expires_at,
        was_marked: row.send_started_at !== null,
        next_attempt_at: await later(31),
      }),
    ],
    { now: await later(31), retry_until: await later(3_600) }
  )

const mark = async (id: string): Promise<Set<string>> =>
  markSending(
    ledger.database.sql,
    [
      {
        attempt_id: TOKEN,
        cancellation_id: id,
        request: null,
        baseline: null,
      },
    ],
    // The heartbeat's time is when it was asked for, before it got a
    // connection.
    await later(5)
  )

describe("statements that the database has held up", () => {
  it("a lease that a late heartbeat extends isn't taken for expired", async () => {
    const [pipeline, id] = await claimed()
    const expired = await found()

    const extended = await extendLeases(
      ledger.database.sql,
      [TOKEN],
      await later(10),
      await later(40)
    )
    expect([...extended]).toEqual([TOKEN])
    expect([...(await mark(id))]).toEqual([TOKEN])
    const { settled } = await free(expired)

    expect(settled).toEqual([])
    expect(await pipeline.row(id)).toMatchObject({
      status: "in_progress",
      lease_token: TOKEN,
    })
    expect(await pipeline.attempts(id)).toMatchObject([{ outcome: null }])
  })

  it("a lease that was taken can be extended no more, nor marked", async () => {
    const [pipeline, id] = await claimed()
    const { settled } = await free(await found())
    expect(settled).toMatchObject([{ id, status: "pending" }])

    const extended = await extendLeases(
      ledger.database.sql,
      [TOKEN],
      await later(10),
      await later(40)
    )

    expect([...extended]).toEqual([])
    expect([...(await mark(id))]).toEqual([])
    expect(await pipeline.row(id)).toMatchObject({ status: "pending" })
  })

  it("heartbeats and marks of the same leases don't get in each other's way", async () => {
    const [pipeline] = ledger.startWith()
    const ids: string[] = []
    for (let n = 0; n < 60; n++) {
      await pipeline.register("scripted", `ext_${n}`, { order_id: `o_${n}` })
      ids.push(...(await pipeline.cancelOrder(`o_${n}`)))
    }
    const rows = await claimSends(ledger.database.sql, {
      provider_id: "scripted",
      slots: 60,
      attempt_ids: ids.map((_, n) => `cnat_${String((n * 37) % 60)}`),
      now: await later(0),
      marked_kinds: [],
      lease_until: await later(30),
    })
    const tokens = rows.map(({ attempt_id }) => attempt_id)
    const now = await later(1)
    const until = await later(31)

    const done = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2
          ? extendLeases(ledger.database.sql, tokens, now, until)
          : markSending(
              ledger.database.sql,
              rows.map(({ id, attempt_id }) => ({
                attempt_id,
                cancellation_id: id,
                request: null,
                baseline: null,
              })),
              now
            )
      )
    )

    expect(done.map(({ size }) => size)).toEqual(
      Array.from({ length: 40 }, () => 60)
    )
  })
})
