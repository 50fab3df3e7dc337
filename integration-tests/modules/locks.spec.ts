import { setTimeout as pause } from "node:timers/promises"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import { resumeProvider } from "../../src/modules/cancellation/ledger/resume-provider"
import { Outcome, retry, succeeded, unknown } from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { ScriptedProvider } from "../support/scripted-provider"

const proof = { by: "answer" as const, statement: "It is done." }
const LANES = 30
const LASTS_MS = 6_000

jest.setTimeout(120_000)

describe("transactions that lock the same rows", () => {
  const ledger = useLedger()

  const deadlocks = async (): Promise<number> => {
    // What a backend counted is written down when it has been idle for a while.
    await pause(1_200)
    const { rows } = await ledger.database.sql.raw<{ rows: { n: number }[] }>(
      `select deadlocks::int as n from pg_stat_database
       where datname = current_database()`
    )
    return rows[0]?.n ?? 0
  }

  /** Again and again until the time is over; gives what was thrown. */
  const repeatedly = async (
    until: number,
    pauseMs: number,
    work: () => Promise<unknown>
  ): Promise<string[]> => {
    const errors: string[] = []
    while (Date.now() < until) {
      await work().catch((error: unknown) => {
        errors.push((error as Error).message.slice(-200))
      })
      await pause(pauseMs)
    }
    return errors
  }

  it("end pauses beside settlements, captures and repairs, without one deadlock", async () => {
    const clock = new DatabaseClock(ledger.database.sql)
    let turn = 0
    const provider = new ScriptedProvider({
      cancel: { harmless_to_repeat: true },
      void: { harmless_to_repeat: true },
      onSend: async (): Promise<Outcome> => {
        turn += 1
        await pause(1 + (turn % 5))
        return turn % 4 === 0
          ? unknown({ code: "odd", message: "Nobody knows." })
          : succeeded({ proof })
      },
    })
    const pipelines = [0, 1, 2].map(() =>
      ledger.start(provider, { clock, concurrency: 20 })
    )
    const [first] = pipelines as [(typeof pipelines)[number]]
    const lanes: string[] = []
    for (let n = 0; n < LANES; n++) {
      lanes.push(
        await first.register("scripted", `e${n}`, {
          order_id: `o${n}`,
          total: "100000",
        })
      )
    }
    const before = await deadlocks()
    const until = Date.now() + LASTS_MS

    const errors = await Promise.all(
      pipelines.flatMap((pipeline, at) => [
        repeatedly(until, 3, () => {
          turn += 1
          return pipeline.void(lanes[turn % LANES] as string, {
            order_id: `o${turn % LANES}`,
            amount: "1",
          })
        }),
        repeatedly(until, 100, () => pipeline.dispatcher.sweep()),
        repeatedly(until, 20 + at, () =>
          pipeline.providers.pause("scripted", "again")
        ),
        repeatedly(until, 15, () => pipeline.providers.resume("scripted")),
        repeatedly(until, 15, () => pipeline.providers.resume("scripted")),
      ])
    )
    await first.providers.resume("scripted")
    await Promise.all(pipelines.map((pipeline) => pipeline.drain()))

    expect(errors.flat()).toEqual([])
    expect(provider.sent.length).toBeGreaterThan(10)
    expect(await deadlocks()).toBe(before)
    const lines = pipelines.flatMap(({ logger }) =>
      logger.lines.filter(({ level }) => level === "error")
    )
    expect(lines).toEqual([])
  })

  it("end a pause for wrong credentials while other answers are being settled", async () => {
    const clock = new DatabaseClock(ledger.database.sql)
    const wrong = retry({ code: "unauthorized", message: "Wrong key." })
    let turn = 0
    const provider = new ScriptedProvider({
      onSend: async (): Promise<Outcome> => {
        turn += 1
        await pause(turn % 7)
        return turn % 2 ? wrong : succeeded({ proof })
      },
    })
    const pipelines = [0, 1, 2].map(() =>
      ledger.start(provider, { clock, concurrency: 20 })
    )
    const [first] = pipelines as [(typeof pipelines)[number]]
    for (let n = 0; n < 200; n++) {
      await first.register("scripted", `e${n}`, { order_id: `o${n}` })
      await first.cancelOrder(`o${n}`)
    }
    const before = await deadlocks()
    const until = Date.now() + LASTS_MS

    const errors = await Promise.all([
      repeatedly(until, 5, () =>
        ledger.database.sql.raw(
          `update cncl_cancellation set next_attempt_at = now()
           where id in (
             select id from cncl_cancellation
             where status = 'pending' and next_attempt_at > now()
             order by id for update skip locked
           )`
        )
      ),
      repeatedly(until, 5, async () =>
        resumeProvider(
          ledger.database.sql,
          "scripted",
          await clock.now(),
          "auth"
        )
      ),
      ...pipelines.map((pipeline) =>
        repeatedly(until, 10, () => pipeline.drain())
      ),
    ])

    expect(errors.flat()).toEqual([])
    expect(turn).toBeGreaterThan(10)
    expect(await deadlocks()).toBe(before)
  })
})
