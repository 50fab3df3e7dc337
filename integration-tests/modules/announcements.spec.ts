import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  Outcome,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { PROOF, RECORDED } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { error } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { Sql } from "../../src/modules/cancellation/ledger/sql"

const HOUR = 3_600_000

interface Message {
  name: string
  data: Record<string, unknown>
}

/** A bus that keeps what it took, and may refuse. */
class Bus {
  readonly taken: Message[] = []
  isAway = false

  emit = (messages: unknown): Promise<void> => {
    if (this.isAway) {
      return Promise.reject(new Error("the bus is away"))
    }
    this.taken.push(...(messages as Message[]))
    return Promise.resolve()
  }
}

describe("what is announced", () => {
  const ledger = useLedger()
  let bus: Bus

  const start = (
    provider: ScriptedProvider,
    options?: Record<string, unknown>,
    sql?: Sql
  ): Pipeline =>
    ledger.start(provider, {
      eventBus: bus,
      options,
      ...(sql && { sql }),
    })

  const answering = (...outcomes: Outcome[]): ScriptedProvider =>
    new ScriptedProvider({
      onSend: () =>
        Promise.resolve(outcomes.shift() ?? succeeded({ proof: PROOF })),
    })

  const left = async (): Promise<number> =>
    (await rowsOf(ledger.database.sql, "select id from cncl_announcement"))
      .length

  const cancelOne = async (pipeline: Pipeline): Promise<string> => {
    await pipeline.register("scripted", "ext_1", { total: "100" })
    const [id] = (await pipeline.cancelOrder()) as [string]
    return id
  }

  beforeEach(() => {
    bus = new Bus()
  })

  it.each([
    ["succeeded", succeeded({ proof: PROOF })],
    ["rejected", rejected(error)],
    ["needs_review", unknown(error)],
  ])("is what has become %s", async (status, outcome) => {
    const pipeline = start(answering(outcome))
    const id = await cancelOne(pipeline)

    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe(status)
    expect(bus.taken).toEqual([
      { name: `cancellation.${status}`, data: { id } },
    ])
    expect(await left()).toBe(0)
  })

  it("isn't what is tried again, or was superseded", async () => {
    const provider = answering(retry(error), retry(error))
    const pipeline = start(provider)
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    await pipeline.void(lane, { amount: "10" })
    await pipeline.drain()
    await pipeline.cancel(lane)
    await pipeline.drain()

    expect(bus.taken).toEqual([])
  })

  it("outlives the process that settled it", async () => {
    const dying = start(answering(rejected(error)))
    const id = await cancelOne(dying)
    // It ends between the settlement and the announcement.
    jest.spyOn(dying.announcer, "kick").mockImplementation(() => undefined)
    await dying.drain()
    expect(await dying.statusOf(id)).toBe("rejected")
    expect(bus.taken).toEqual([])

    const other = start(answering())
    other.announcer.kick()
    await other.announcer.idle()

    expect(bus.taken).toEqual([{ name: "cancellation.rejected", data: { id } }])
    expect(await left()).toBe(0)
  })

  it("is repeated until the bus takes it", async () => {
    const pipeline = start(answering(rejected(error)))
    const id = await cancelOne(pipeline)
    bus.isAway = true
    await pipeline.drain()
    expect(await pipeline.statusOf(id)).toBe("rejected")
    expect(await left()).toBe(1)
    expect(pipeline.logger.lines.map(({ text }) => text)).toContain(
      "medusa-plugin-cancellation: events could not be passed on, and are again within seconds: the bus is away"
    )

    bus.isAway = false
    pipeline.announcer.kick()
    await pipeline.announcer.idle()

    expect(bus.taken).toHaveLength(1)
    expect(await left()).toBe(0)
  })

  it("isn't announced by a settlement that is rolled back", async () => {
    const pipeline = start(answering(rejected(error)))
    await cancelOne(pipeline)
    await ledger.database.sql.raw(`
      create function test_no_attempt_ends() returns trigger as $$
      begin raise exception 'no' using errcode = '23514'; end
      $$ language plpgsql;
      create trigger test_no_attempt_ends before update of outcome
        on cncl_attempt for each row execute function test_no_attempt_ends()`)
    try {
      await pipeline.drain()
    } finally {
      await ledger.database.sql.raw(
        "drop function test_no_attempt_ends cascade"
      )
    }

    expect(bus.taken).toEqual([])
    expect(await left()).toBe(0)
  })

  it("is passed on once, by many processes at once", async () => {
    const first = start(answering(), {})
    const ids: string[] = []
    for (let n = 0; n < 700; n++) {
      ids.push(`cncl_${n}`)
    }
    await ledger.database.sql.raw(
      `insert into cncl_announcement (name, subject_id, provider_id)
       select 'cancellation.succeeded', 'cncl_' || n, 'scripted'
       from generate_series(0, 699) n`
    )
    const processes = [first, start(answering()), start(answering())]

    processes.forEach(({ announcer }) => {
      announcer.kick()
    })
    await Promise.all(processes.map(({ announcer }) => announcer.idle()))

    expect(bus.taken.map(({ data }) => data.id).sort()).toEqual(ids.sort())
    expect(await left()).toBe(0)
  })

  describe("of a provider", () => {
    const pausedFor = (reason: unknown): Message => ({
      name: "cancellation_provider.paused",
      data: { id: "scripted", reason },
    })
    const resumedFor = (reason: unknown): Message => ({
      name: "cancellation_provider.resumed",
      data: { id: "scripted", reason },
    })

    const told = async (pipeline: Pipeline): Promise<Message[]> => {
      pipeline.announcer.kick()
      await pipeline.announcer.idle()
      return bus.taken.splice(0)
    }

    it("is that a person pauses and resumes it, each once", async () => {
      const pipeline = start(answering())

      await pipeline.providers.pause("scripted", "they migrate")
      await pipeline.providers.pause("scripted", "they still do")
      expect(await told(pipeline)).toEqual([pausedFor("they migrate")])

      await pipeline.providers.resume("scripted")
      await pipeline.providers.resume("scripted")
      expect(await told(pipeline)).toEqual([resumedFor(null)])
    })

    it.each([
      ["unauthorized", "It accepts our credentials again."],
      ["gone", "It takes messages again."],
    ])(
      "is that it pauses itself for %s, and resumes itself",
      async (code, again) => {
        const pipeline = start(answering(retry({ code, message: "No." })))
        await cancelOne(pipeline)
        await pipeline.drain()
        expect(bus.taken.splice(0)).toEqual([pausedFor("No.")])

        ledger.clock.advance(HOUR)
        await pipeline.drain()

        expect(bus.taken.map(({ name }) => name).sort()).toEqual([
          "cancellation.succeeded",
          "cancellation_provider.resumed",
        ])
        expect(bus.taken).toContainEqual(resumedFor(again))
      }
    )

    it("is that its circuit opens and closes", async () => {
      const pipeline = start(
        answering(
          retry({ ...error, code: "throttled" }, { retry_after_ms: 60_000 })
        )
      )
      await cancelOne(pipeline)
      await pipeline.drain()
      expect(bus.taken.splice(0)).toEqual([
        pausedFor(
          expect.stringMatching(/^It fails too often, .+goes on by itself\.$/)
        ),
      ])

      ledger.clock.advance(HOUR)
      await pipeline.drain()
      expect(bus.taken).toContainEqual(resumedFor("It answers again."))
    })

    it("is that the ledger is somewhere else", async () => {
      const { sql } = ledger.database
      const pipeline = start(answering())
      await pipeline.context.guard.ledger()
      await sql.raw("update cncl_ledger_identity set database_name = 'other'")
      await start(answering()).context.guard.ledger()

      const [first, ...others] = await told(pipeline)
      expect(first).toEqual(pausedFor(expect.stringMatching(/database/i)))
      expect(others).toEqual([])
    })
  })

  it("is that a provider order differs, once", async () => {
    const pipeline = start(
      new ScriptedProvider({
        onSend: () =>
          Promise.resolve(succeeded({ proof: RECORDED, remaining: "70" })),
      })
    )
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    await pipeline.void(lane, { amount: "10" })
    await pipeline.drain()

    expect(
      bus.taken.filter(({ name }) => name === "provider_order.drifted")
    ).toEqual([{ name: "provider_order.drifted", data: { id: lane } }])
  })

  describe("as overdue", () => {
    const overdue = async (pipeline: Pipeline): Promise<unknown[]> => {
      await pipeline.overdue.announce()
      pipeline.announcer.kick()
      await pipeline.announcer.idle()
      return bus.taken
        .splice(0)
        .filter(({ name }) => name === "cancellation.overdue")
        .map(({ data }) => data.id)
    }

    it("is what waits for longer than overdueMs, once", async () => {
      const pipeline = start(answering(), { overdueMs: 2 * HOUR })
      const id = await cancelOne(pipeline)
      await pipeline.providers.pause("scripted", null)
      ledger.clock.advance(2 * HOUR)
      expect(await overdue(pipeline)).toEqual([])

      ledger.clock.advance(1)
      expect(await overdue(pipeline)).toEqual([id])
      expect(await overdue(pipeline)).toEqual([])
    })

    it("isn't what a person decides about, and what has ended", async () => {
      const pipeline = start(answering(unknown(error)))
      await cancelOne(pipeline)
      const done = await pipeline.register("scripted", "ext_2", {
        order_id: "order_2",
      })
      await pipeline.drain()
      await pipeline.cancel(done, { order_id: "order_2" })
      await pipeline.drain()
      ledger.clock.advance(3 * HOUR)

      expect(await overdue(pipeline)).toEqual([])
    })

    it("is told anew of one that a person tries again", async () => {
      const pipeline = start(answering(rejected(error)))
      const id = await cancelOne(pipeline)
      await pipeline.drain()
      ledger.clock.advance(3 * HOUR)
      await pipeline.providers.pause("scripted", null)
      await pipeline.repair.retry(id, {})
      expect(await overdue(pipeline)).toEqual([])

      ledger.clock.advance(HOUR + 1)
      expect(await overdue(pipeline)).toEqual([id])
    })
  })
})
