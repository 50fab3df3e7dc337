import fc from "fast-check"
import { EmbeddedPostgres, startEmbeddedPostgres } from "../../scripts/postgres"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { succeeded } from "../../src/provider-kit"
import { TestDatabase, createDatabase } from "../support/database"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { VirtualClock } from "../support/virtual-clock"
import { Mortal } from "./support/processes/mortal"

/** How many times PostgreSQL is killed. Each takes about a second. */
const CRASHES = Number(process.env.CRASHES ?? 8)
const SEED = Number(process.env.SEED ?? 1)

/**
 * Whether a crash forgets is chance: a mark that is committed beside the call
 * writes out what came before it. Where few have forgotten, more follow.
 */
const CRASHES_AT_MOST = CRASHES * 3

/** How many are captured before each crash. */
const CANCELLATIONS = 8

jest.setTimeout(CRASHES_AT_MOST * 20_000 + 60_000)

const PROVIDER = "scripted"

const crash = fc.record({
  concurrency: fc.integer({ min: 1, max: 4 }),
  /** PostgreSQL dies during this call, counted from 1. */
  at_call: fc.integer({ min: 1, max: CANCELLATIONS }),
  /** The provider answers while PostgreSQL dies: that can't be stored. */
  is_answered: fc.boolean(),
})

/**
 * Where `synchronous_commit` is off, as in many stores for speed, the last
 * commits before PostgreSQL dies are lost. Killed with SIGKILL, and with a WAL
 * writer that hardly ever writes, it really loses them.
 */
describe("a database that forgets its last commits", () => {
  let postgres: EmbeddedPostgres
  let database: TestDatabase
  let order = 0

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({
      settings: {
        synchronous_commit: "off",
        wal_writer_delay: "10000",
        autovacuum: "off",
      },
    })
    database = await createDatabase({ min: 0, max: 10 }, postgres)
    await database.sql.raw(
      "create table forgettable (crash int); set synchronous_commit = on; checkpoint"
    )
  })

  afterAll(async () => {
    await database.drop()
    await postgres.stop()
  })

  const forgot = async (number: number): Promise<boolean> => {
    const found = await database.sql("forgettable").where({ crash: number })
    return found.length === 0
  }

  it(`sends nothing twice that can't be repeated, through ${CRASHES} crashes or more`, async () => {
    const clock = new VirtualClock()
    /** How many times the provider was told, by cancellation. */
    const told = new Map<string, number>()
    let forgotten = 0

    for (const [number, { concurrency, at_call, is_answered }] of fc
      .sample(crash, { numRuns: CRASHES_AT_MOST, seed: SEED })
      .entries()) {
      if (number >= CRASHES && forgotten > CRASHES / 2) {
        break
      }
      const ids: string[] = []
      const mortal = new Mortal()
      let calls = 0

      const start = (dies: boolean): Pipeline =>
        new Pipeline({
          sql: dies ? mortal.sql(database.sql) : database.sql,
          clock,
          concurrency,
          providers: {
            [PROVIDER]: new ScriptedProvider({
              onSend: async ({ cancellation_id: id }) => {
                told.set(id, (told.get(id) ?? 0) + 1)
                if (dies && ++calls === at_call) {
                  await database.sql("forgettable").insert({ crash: number })
                  process.kill(postgres.pid as number, "SIGKILL")
                  mortal.doom(is_answered ? 1 : 0)
                  await mortal.point()
                }
                return succeeded({
                  proof: { by: "answer", statement: "It was cancelled." },
                })
              },
            }),
          },
        })

      const first = start(true)
      for (let count = 0; count < CANCELLATIONS; count++) {
        const order_id = `order_${++order}`
        await first.register(PROVIDER, `ext_${order}`, { order_id })
        ids.push(...(await first.cancelOrder(order_id)))
      }
      first.dispatcher.kick()
      await mortal.death
      await first.dispatcher.stop(0)

      await postgres.restart()
      forgotten += (await forgot(number)) ? 1 : 0
      const second = start(false)
      for (let round = 0; round < 4; round++) {
        await second.dispatcher.sweep()
        await second.dispatcher.idle()
        clock.advance(40_000)
      }
      await second.close()

      const rows = await rowsOf<{ id: string; status: string }>(
        database.sql,
        `select id, status from cncl_cancellation
         where id = any(array(select jsonb_array_elements_text(:ids::jsonb)))`,
        { ids: JSON.stringify(ids) }
      )
      const statusOf = new Map(rows.map(({ id, status }) => [id, status]))
      const seen = ids.map((id) => ({
        status: statusOf.get(id),
        told: told.get(id) ?? 0,
      }))
      for (const each of seen) {
        // A person decides one that was marked, and whose call never left.
        const isUntold = each.status === "needs_review" && each.told === 0
        expect({ number, ...each }).toEqual({
          number,
          told: isUntold ? 0 : 1,
          status: expect.stringMatching(/^(succeeded|needs_review)$/) as string,
        })
      }
      // A person decides only what was in flight, or whose end was lost.
      expect(
        seen.filter(({ status }) => status === "needs_review").length
      ).toBeLessThanOrEqual(at_call + concurrency)
    }

    // A database that loses nothing would prove nothing.
    expect(forgotten).toBeGreaterThan(CRASHES / 2)
  })
})
