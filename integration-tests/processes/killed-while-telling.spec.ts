import { dirname, join } from "node:path"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import type { Line } from "../../src/modules/cancellation/core/telling/words"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { TestDatabase, createDatabase, migrate } from "../support/database"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"
import { CarrierApi, ENDS, End } from "./support/carrier-api"
import type { Station } from "./support/station"
import { TellingWorker } from "./support/telling-worker"

const NOTIFICATIONS = join(
  dirname(require.resolve("@medusajs/notification")),
  "migrations"
)

/** A cancellation of an order, and what becomes of it. */
interface Captured {
  id: string
  number: number
  end: End
}

const inEvent = ({ id, end }: Captured): string => `cancellation.${end} ${id}`

const inLine = ({ number, end }: Captured): string =>
  `cancellation.${end} #${number}`

/** The feed has no room for what went well. */
const inFeed = ({ end }: Captured): boolean => end !== "succeeded"

const toldIn = (lines: Line[]): string[] =>
  lines
    .flatMap(({ event, orders }) => orders.map((order) => `${event} ${order}`))
    .sort()

describe("a worker that is killed", () => {
  const api = new CarrierApi()
  let database: TestDatabase
  let capturing: Pipeline
  let workers: TellingWorker[] = []
  let other: TellingWorker
  let orders = 0

  beforeAll(async () => {
    const baseUrl = await api.start()
    database = await createDatabase()
    await migrate(database.sql, NOTIFICATIONS)
    await database.sql("notification_provider").insert({
      id: "post",
      handle: "post",
      name: "post",
      channels: ["feed", "email"],
    })
    // A message waits a minute for others of its kind. That is over at once.
    await database.sql.raw(`
      create function test_a_minute_ago() returns trigger as $$
      begin
        new.happened_at := new.happened_at - interval '1 minute';
        return new;
      end
      $$ language plpgsql;
      create trigger test_a_minute_ago before insert on cncl_notice
        for each row execute function test_a_minute_ago()`)
    capturing = new Pipeline({
      sql: database.sql,
      clock: new DatabaseClock(database.sql),
      // It sends nothing.
      providers: { carrier: new ScriptedProvider({ unit: "none" }) },
    })
    workers = [0, 1, 2].map(
      () =>
        new TellingWorker(database.url, {
          providers: [
            {
              resolve: require.resolve("./support/carrier"),
              id: "carrier",
              options: { baseUrl },
            },
          ],
          notify: [
            {
              channel: "email",
              to: "ops@example.com",
              on: ENDS.map((end) => `cancellation.${end}`),
            },
          ],
        })
    )
    await Promise.all(workers.map((worker) => worker.start()))
    other = workers[2] as TellingWorker
  })

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()))
    await capturing.close()
    await database.drop()
    await api.stop()
  })

  const capture = async (ends: readonly End[] = ENDS): Promise<Captured[]> => {
    const captured: Captured[] = []
    for (const end of ends) {
      const number = ++orders
      const { captured_ids } = await capturing.orderCancel.capture({
        order_id: `order_${number}`,
        order_display_id: number,
        canceled_at: new Date(),
        captured_by: "event",
        provider_orders: [
          {
            provider_id: "carrier",
            external_id: `${end}-${number}`,
            origin: "metadata",
            total: null,
            total_source: null,
            currency_code: null,
            items: null,
            metadata: null,
          },
        ],
      })
      captured.push({ id: captured_ids[0] as string, number, end })
    }
    return captured
  }

  /** Resolves when it is settled, as other processes see it. */
  const settled = (captured: Captured[]): Promise<void> =>
    until(async () => {
      const statuses = await Promise.all(
        captured.map(({ id }) => capturing.statusOf(id))
      )
      return captured.every(({ end }, n) => statuses[n] === end)
    })

  const entries = async (): Promise<Line[]> =>
    (
      await rowsOf<{ line: Line }>(
        database.sql,
        "select data -> 'line' as line from notification where channel = 'feed'"
      )
    ).map(({ line }) => line)

  const left = async (table: "announcement" | "notice"): Promise<number> =>
    (await rowsOf(database.sql, `select id from cncl_${table}`)).length

  /**
   * Each run of the job stands still with one thing that it tells people: the
   * feed's two lines, and the first message. So all of them are under way.
   */
  const tellUntil = async (
    worker: TellingWorker,
    moment: "before" | "after"
  ): Promise<void> => {
    for (const step of ["entry", "entry", "message"] as const) {
      await worker.standStill("tell", `${moment} the ${step}`)
    }
  }

  const sweepUntil = async (
    worker: TellingWorker,
    captured: Captured[],
    station: Station
  ): Promise<void> => {
    await worker.standStill("sweep", station)
    await settled(captured)
  }

  /** Another process finds what the dead one left behind. */
  const finish = (): Promise<void> =>
    until(async () => {
      await other.run("sweep")
      await other.run("tell")
      return (await left("announcement")) + (await left("notice")) === 0
    })

  const expectTold = async (
    events: Captured[],
    all: Captured[]
  ): Promise<void> => {
    expect(other.events.splice(0).sort()).toEqual(events.map(inEvent).sort())
    expect(toldIn(other.messages.splice(0).flat())).toEqual(
      all.map(inLine).sort()
    )
    const lines = await entries()
    expect(toldIn(lines)).toEqual(all.filter(inFeed).map(inLine).sort())
    expect(lines.map(({ count }) => count)).toEqual(
      lines.map((line) => line.orders.length)
    )
    expect(api.calls.splice(0).sort()).toEqual(
      all.map(({ number, end }) => `${end}-${number}`).sort()
    )
    await database.sql("notification").delete()
  }

  it("before it told anybody: everybody hears of it once", async () => {
    const worker = workers[0] as TellingWorker
    const first = await capture()
    await worker.run("sweep")
    await tellUntil(worker, "before")
    const second = await capture()
    await sweepUntil(worker, second, "before the event")
    const third = await capture(["rejected"])
    await sweepUntil(worker, third, "after the settlement")
    expect(worker.events.sort()).toEqual(first.map(inEvent).sort())
    expect(worker.messages).toEqual([])
    expect(await entries()).toEqual([])

    await worker.kill()
    expect(await left("announcement")).toBe(second.length + third.length)
    expect(await left("notice")).toBe(
      first.length + first.filter(inFeed).length
    )
    await finish()

    await expectTold([...second, ...third], [...first, ...second, ...third])
  })

  it("before it noted what it told: that is told again", async () => {
    const worker = workers[1] as TellingWorker
    const first = await capture()
    await worker.run("sweep")
    await tellUntil(worker, "after")
    const second = await capture()
    await sweepUntil(worker, second, "after the event")
    // The rest of the second may have been settled while it stood still.
    const repeated = worker.events.slice(first.length)
    expect(repeated).not.toEqual([])
    expect(second.map(inEvent)).toEqual(expect.arrayContaining(repeated))
    expect(worker.messages).toHaveLength(1)
    expect(first.map(inLine)).toEqual(
      expect.arrayContaining(toldIn(worker.messages.flat()))
    )
    expect(toldIn(await entries())).toEqual(
      first.filter(inFeed).map(inLine).sort()
    )

    await worker.kill()
    expect(await left("announcement")).toBe(second.length)
    expect(await left("notice")).toBe(
      first.length + first.filter(inFeed).length
    )
    await finish()

    await expectTold(second, [...first, ...second])
  })
})
