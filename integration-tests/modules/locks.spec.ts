import { setTimeout as pause } from "node:timers/promises"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import { resumeProvider } from "../../src/modules/cancellation/ledger/resume-provider"
import {
  Outcome,
  accepted,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { HeldCalls } from "../support/held-calls"
import { useLedger } from "../support/ledger"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

const proof = { by: "answer" as const, statement: "It is done." }
const LANES = 30
const LASTS_MS = 6_000

/** By then even a busy machine has done enough for it to mean something. */
const LASTS_AT_MOST_MS = 60_000
const ENOUGH = 10

jest.setTimeout(120_000)

describe("transactions that lock the same rows", () => {
  const ledger = useLedger()

  const deadlocks = async (): Promise<number> => {
    // A backend writes down its counts after it was idle for a while.
    await pause(1_200)
    const { rows } = await ledger.database.sql.raw<{ rows: { n: number }[] }>(
      `select deadlocks::int as n from pg_stat_database
       where datname = current_database()`
    )
    return rows[0]?.n ?? 0
  }

  /** True for a while, and then until enough of these are done. */
  const lasting = (done: () => number): (() => boolean) => {
    const startedAt = Date.now()
    return () => {
      const ms = Date.now() - startedAt
      return ms < LASTS_MS || (ms < LASTS_AT_MOST_MS && done() <= ENOUGH)
    }
  }

  /** Repeats this while it lasts, and returns what was thrown. */
  const repeatedly = async (
    lasts: () => boolean,
    pauseMs: number,
    work: () => Promise<unknown>
  ): Promise<string[]> => {
    const errors: string[] = []
    while (lasts()) {
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
    const lasts = lasting(() => provider.sent.length)

    const errors = await Promise.all(
      pipelines.flatMap((pipeline, at) => [
        repeatedly(lasts, 3, () => {
          turn += 1
          return pipeline.void(lanes[turn % LANES] as string, {
            order_id: `o${turn % LANES}`,
            amount: "1",
          })
        }),
        repeatedly(lasts, 100, () => pipeline.dispatcher.sweep()),
        repeatedly(lasts, 20 + at, () =>
          pipeline.providers.pause("scripted", "again")
        ),
        repeatedly(lasts, 15, () => pipeline.providers.resume("scripted")),
        repeatedly(lasts, 15, () => pipeline.providers.resume("scripted")),
      ])
    )
    await first.providers.resume("scripted")
    await Promise.all(pipelines.map((pipeline) => pipeline.drain()))

    expect(errors.flat()).toEqual([])
    expect(provider.sent.length).toBeGreaterThan(ENOUGH)
    expect(await deadlocks()).toBe(before)
    const lines = pipelines.flatMap(({ logger }) =>
      logger.lines.filter(({ level }) => level === "error")
    )
    expect(lines).toEqual([])
  })

  it("claim what nobody else has locked, without waiting for the rest", async () => {
    const { sql } = ledger.database
    const provider = new ScriptedProvider()
    const pipeline = ledger.start(provider)
    const ids: string[] = []
    for (const order_id of ["o1", "o2"]) {
      await pipeline.register("scripted", order_id, { order_id })
      ids.push(...(await pipeline.cancelOrder(order_id)))
    }
    const [locked, free] = ids as [string, string]

    // As the end of a pause does, which locks no lane.
    await sql.transaction(async (trx) => {
      await trx.raw("select 1 from cncl_cancellation where id = ? for update", [
        locked,
      ])
      await pipeline.drain()
      expect(await pipeline.statusOf(free)).toBe("succeeded")
      expect(await pipeline.statusOf(locked)).toBe("pending")
    })

    await pipeline.drain()
    expect(await pipeline.statusOf(locked)).toBe("succeeded")
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
    const lasts = lasting(() => turn)

    const errors = await Promise.all([
      repeatedly(lasts, 5, () =>
        ledger.database.sql.raw(
          `update cncl_cancellation set next_attempt_at = now()
           where id in (
             select id from cncl_cancellation
             where status = 'pending' and next_attempt_at > now()
             order by id for update skip locked
           )`
        )
      ),
      repeatedly(lasts, 5, async () =>
        resumeProvider(
          ledger.database.sql,
          "scripted",
          await clock.now(),
          "auth"
        )
      ),
      ...pipelines.map((pipeline) =>
        repeatedly(lasts, 10, () => pipeline.drain())
      ),
    ])

    expect(errors.flat()).toEqual([])
    expect(turn).toBeGreaterThan(ENOUGH)
    expect(await deadlocks()).toBe(before)
  })

  it("lock what a whole cancel supersedes before it, also what was only accepted", async () => {
    const { sql } = ledger.database
    const held = new HeldCalls()
    const pipeline = ledger.start(
      new ScriptedProvider({
        void: {},
        onSend: (call) =>
          call.kind === "void"
            ? Promise.resolve(accepted())
            : held.onSend(call),
      })
    )
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    const part = await pipeline.void(lane, { amount: "10" })
    await pipeline.drain()
    expect(await pipeline.statusOf(part)).toBe("accepted")
    const whole = await pipeline.cancel(lane)
    pipeline.dispatcher.kick()
    await held.arrived(whole)
    const poll = await sql.transaction()
    await poll.raw(
      "select 1 from cncl_cancellation where id = ? for update",
      part
    )

    try {
      await held.answer(whole, succeeded({ proof }))
      await until(async () => {
        const { rows } = await sql.raw<{ rows: unknown[] }>(
          `select 1 from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`
        )
        return rows.length > 0
      })

      // Whoever has the void and then wants the cancel gets it.
      await poll.raw(
        "select 1 from cncl_cancellation where id = ? for update nowait",
        whole
      )
      await poll.commit()
    } catch (error) {
      await poll.rollback()
      throw error
    }
    await pipeline.dispatcher.idle()
    expect(await pipeline.statusOf(whole)).toBe("succeeded")
    expect(await pipeline.statusOf(part)).toBe("superseded")
  })
})
