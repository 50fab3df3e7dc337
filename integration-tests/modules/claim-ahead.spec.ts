import { Outcome, retry, succeeded } from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { Script, ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

const CONCURRENCY = 2
/** With the two in flight, all that a claim may take. */
const HELD = CONCURRENCY * 3
const DONE = succeeded({ proof: PROOF })

const ALIKE = { harmless_to_repeat: true, repeats_alike: true }

describe("what is claimed ahead of the free slots", () => {
  const ledger = useLedger()

  /** Answers the first calls at once, and the others when told to. */
  class Holding extends ScriptedProvider {
    private readonly held: ((outcome: Outcome) => void)[] = []

    constructor(script: Script = {}, answered = 8) {
      super({
        ...script,
        onSend: () =>
          this.sent.length <= answered
            ? Promise.resolve(DONE)
            : new Promise((resolve) => {
                this.held.push(resolve)
              }),
      })
    }

    get inFlight(): number {
      return this.held.length
    }

    answer(count = this.held.length, outcome: Outcome = DONE): void {
      this.held.splice(0, count).forEach((resolve) => {
        resolve(outcome)
      })
    }
  }

  const capture = async (pipeline: Pipeline, count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const order_id = `order_${n}`
      await pipeline.register("scripted", `ext_${n}`, { order_id })
      await pipeline.cancelOrder(order_id)
    }
  }

  interface Row {
    status: string
    failure_count: number
    purpose: string
    code: string | null
    due_at: Date
  }

  const rows = (status: string): Promise<Row[]> =>
    rowsOf(
      ledger.database.sql,
      `select status, failure_count, purpose, last_error ->> 'code' as code,
         next_attempt_at as due_at
       from cncl_cancellation where status = :status`,
      { status }
    )

  const attempts = (): Promise<
    { outcome: string | null; marked: boolean; code: string | null }[]
  > =>
    rowsOf(
      ledger.database.sql,
      `select outcome, send_started_at is not null as marked,
         error ->> 'code' as code
       from cncl_attempt order by started_at, id`
    )

  const running = async (): Promise<{ marked: number; unmarked: number }> => {
    const open = (await attempts()).filter(({ outcome }) => outcome === null)
    const marked = open.filter((attempt) => attempt.marked).length
    return { marked, unmarked: open.length - marked }
  }

  /** Two calls are in flight, and as many more as may be are claimed. */
  const begin = async (
    provider: Holding
  ): Promise<{ pipeline: Pipeline; sent: number }> => {
    const pipeline = ledger.start(provider, { concurrency: CONCURRENCY })
    await capture(pipeline, 20)
    pipeline.dispatcher.kick()
    await until(async () => (await rows("in_progress")).length === HELD)
    await until(() => provider.inFlight === CONCURRENCY)
    // What was answered at once is settled by now, and holds no lease.
    await until(
      async () =>
        (await rows("succeeded")).length ===
          provider.sent.length - CONCURRENCY &&
        (await rows("in_progress")).length === HELD
    )
    return { pipeline, sent: provider.sent.length }
  }

  it("waits for a slot, unmarked, and takes it as soon as it is free", async () => {
    const provider = new Holding()
    const { sent } = await begin(provider)
    expect(await running()).toEqual({
      marked: CONCURRENCY,
      unmarked: HELD - CONCURRENCY,
    })
    const done = (await rows("succeeded")).length

    provider.answer(1)

    await until(() => provider.sent.length === sent + 1)
    await until(async () => (await rows("succeeded")).length === done + 1)
    // Half the slots are free by now, and so the line is filled again.
    await until(async () => (await rows("in_progress")).length === HELD)
    expect(provider.inFlight).toBe(CONCURRENCY)
    provider.answer()
  })

  it("begins with all that may be in flight, in one claim", async () => {
    const provider = new Holding({}, 0)
    const pipeline = ledger.start(provider, { concurrency: 4 })
    await capture(pipeline, 6)
    const claims: string[] = []
    const note = ({ sql }: { sql: string }): void => {
      if (sql.includes("insert into cncl_attempt")) {
        claims.push(sql)
      }
    }
    ledger.database.sql.on("query", note)
    try {
      pipeline.dispatcher.kick()
      await until(() => provider.inFlight === 4)
    } finally {
      ledger.database.sql.off("query", note)
    }

    expect(claims).toHaveLength(1)
    provider.answer()
  })

  it("is nothing at a provider that hasn't answered yet", async () => {
    const provider = new Holding({}, 0)
    const pipeline = ledger.start(provider, { concurrency: CONCURRENCY })
    await capture(pipeline, 10)
    pipeline.dispatcher.kick()
    await until(() => provider.inFlight === CONCURRENCY)

    expect(await rows("in_progress")).toHaveLength(CONCURRENCY)
    provider.answer()
  })

  it.each<[string, Script]>([
    ["unmarked", {}],
    ["marked by its claim", { cancel: ALIKE }],
  ])(
    "is handed back, %s, when its process is stopped, and sent by another",
    async (_, script) => {
      const provider = new Holding(script)
      const { pipeline, sent } = await begin(provider)

      ledger.clock.advance(500)
      const now = await pipeline.context.clock.now()

      const stopped = pipeline.dispatcher.stop(5_000)
      await until(
        async () => (await rows("in_progress")).length === CONCURRENCY
      )
      expect(
        (await attempts()).filter(({ code }) => code === "process_stopped")
      ).toEqual(
        Array(HELD - CONCURRENCY).fill({
          outcome: "retry",
          marked: false,
          code: "process_stopped",
        })
      )
      // It has its place before others again, and nothing that looks like a
      // failure.
      const pending = await rows("pending")
      expect(pending).toHaveLength(20 - provider.sent.length)
      expect(
        pending.filter(
          (row) =>
            row.failure_count > 0 || row.code !== null || row.due_at >= now
        )
      ).toEqual([])
      provider.answer()
      await stopped
      expect(provider.sent).toHaveLength(sent)

      const other = new ScriptedProvider({ cancel: script.cancel })
      await ledger.start(other).drain()

      expect(await rows("succeeded")).toHaveLength(20)
      const all = [...provider.sent, ...other.sent]
      expect(
        new Set(all.map(({ cancellation_id }) => cancellation_id)).size
      ).toBe(all.length)
    }
  )

  it("is handed back when somebody pauses the provider, and goes when it goes on", async () => {
    const provider = new Holding({ cancel: ALIKE })
    const { sent } = await begin(provider)
    const admin = ledger.start(new ScriptedProvider())
    await admin.providers.pause("scripted", null)
    const late = (): number => provider.sent.length - sent

    // The next look for work finds out. Slots that became free before it were
    // taken.
    provider.answer(CONCURRENCY)
    await until(async () =>
      (await attempts()).some(({ code }) => code === "held_back")
    )
    await until(async () => (await rows("in_progress")).length === late())
    expect(
      (await attempts()).filter(({ code }) => code === "held_back")
    ).toEqual(
      Array(HELD - CONCURRENCY - late()).fill({
        outcome: "retry",
        marked: false,
        code: "held_back",
      })
    )
    expect(late()).toBeLessThanOrEqual(CONCURRENCY)

    await admin.providers.resume("scripted")
    const other = ledger.start(new ScriptedProvider({ cancel: ALIKE }))
    await until(async () => {
      provider.answer()
      await other.drain()
      return (await rows("succeeded")).length === 20
    })
  })

  it.each<[string, Script]>([
    ["unmarked", {}],
    ["marked by its claim", { cancel: ALIKE }],
  ])(
    "asks again, %s, whether it may go when it has waited for long",
    async (_, script) => {
      const provider = new Holding(script)
      const { sent } = await begin(provider)
      // Nothing is answered meanwhile, so nobody looks for work.
      const admin = ledger.start(new ScriptedProvider())
      await admin.providers.pause("scripted", null)
      ledger.clock.advance(2_000)

      provider.answer(1)

      await until(
        async () =>
          (await attempts()).filter(({ code }) => code === "held_back")
            .length ===
          HELD - CONCURRENCY
      )
      expect(provider.sent).toHaveLength(sent)
      provider.answer()
    }
  )

  it("is marked anew where it has waited for long, and then goes", async () => {
    const provider = new Holding({ cancel: ALIKE })
    const { pipeline } = await begin(provider)
    ledger.clock.advance(2_000)

    await until(() => {
      provider.answer()
      return pipeline.dispatcher.isIdle()
    })

    expect(await rows("succeeded")).toHaveLength(20)
    expect(provider.sent).toHaveLength(20)
  })

  it.each([
    ["itself", false],
    ["another process", true],
  ])(
    "is handed back at once when the provider refuses the key, and tells %s first",
    async (_, isKnown) => {
      const refused = retry({ code: "unauthorized", message: "Who is it?" })
      const provider = new Holding({ cancel: ALIKE })
      const { pipeline, sent } = await begin(provider)
      if (isKnown) {
        const onSend = () => Promise.resolve(refused)
        await ledger.start(new ScriptedProvider({ onSend })).drain()
      }

      provider.answer(1, refused)

      await until(async () =>
        (await attempts()).some(({ code }) => code === "held_back")
      )
      await until(() => {
        provider.answer(CONCURRENCY, refused)
        return pipeline.dispatcher.isIdle()
      })
      expect(provider.sent).toHaveLength(sent)
    }
  )

  it("is proven unsent when its process dies, and goes after its lease", async () => {
    const provider = new Holding()
    await begin(provider)
    ledger.clock.advance(32_000)

    const survivor = ledger.start(new ScriptedProvider())
    await survivor.providers.pause("scripted", null)
    await survivor.dispatcher.sweep()
    await survivor.dispatcher.idle()
    // Nothing that looks like a failure.
    expect((await rows("pending")).filter(({ code }) => code !== null)).toEqual(
      []
    )
    await survivor.providers.resume("scripted")
    await survivor.drain()

    expect(await rows("needs_review")).toHaveLength(CONCURRENCY)
    expect(await rows("succeeded")).toHaveLength(20 - CONCURRENCY)
  })

  it("is sent again when its process dies, if its claim marked it and that is harmless", async () => {
    const provider = new Holding({ cancel: ALIKE })
    await begin(provider)
    expect(await running()).toEqual({ marked: HELD, unmarked: 0 })
    ledger.clock.advance(32_000)

    const other = new ScriptedProvider({ cancel: ALIKE })
    const survivor = ledger.start(other)
    await survivor.dispatcher.sweep()
    await survivor.dispatcher.idle()
    expect(
      (await rows("pending")).filter(({ code }) => code === "lease_expired")
    ).toHaveLength(HELD)
    await until(async () => {
      ledger.clock.advance(10_000)
      await survivor.dispatcher.sweep()
      await survivor.dispatcher.idle()
      provider.answer()
      return (await rows("succeeded")).length === 20
    })
  })

  it("is no longer marked where what comes before the call refuses it", async () => {
    const provider = new ScriptedProvider({
      cancel: ALIKE,
      onRefuse: () => "It can't be cancelled.",
    })
    const pipeline = ledger.start(provider)
    await capture(pipeline, 1)

    await pipeline.drain()

    expect(await attempts()).toEqual([
      { outcome: "rejected", marked: false, code: "refused" },
    ])
    expect(provider.sent).toEqual([])
  })
})
