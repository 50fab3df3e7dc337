import {
  Effect,
  ProviderRecord,
  RecordReading,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { TestDatabase, createDatabase } from "../support/database"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { VirtualClock } from "../support/virtual-clock"

const RECORD: ProviderRecord = {
  state: "open",
  status: null,
  total: null,
  remaining: null,
  voids: null,
  items: null,
}

const found: RecordReading = { type: "found", record: RECORD }

const failed: RecordReading = {
  type: "failed",
  error: {
    code: "timeout",
    message: "No answer came.",
    provider_code: null,
    provider_message: null,
  },
}

describe("reading before resending", () => {
  let database: TestDatabase
  let clock: VirtualClock
  let pipeline: Pipeline
  let provider: ScriptedProvider
  let effects: Effect[]
  let readings: RecordReading[]

  beforeAll(async () => {
    database = await createDatabase()
  })

  beforeEach(async () => {
    clock = new VirtualClock()
    await database.clear()
    effects = []
    readings = []
    provider = new ScriptedProvider({
      void: { readable: true },
      onPrepare: () =>
        Promise.resolve({ type: "proceed", baseline: { ids: ["v0"] } }),
      onSend: () =>
        Promise.resolve(
          provider.sent.length === 1
            ? unknown({ code: "timeout", message: "No answer came." })
            : succeeded({ reference: "v2" })
        ),
      onRead: () => Promise.resolve(readings.shift() ?? found),
      onFindEffect: () => effects.shift() ?? { type: "absent" },
    })
    pipeline = new Pipeline({
      sql: database.sql,
      clock,
      providers: { scripted: provider },
      chance: () => 0.5,
    })
  })

  afterEach(async () => {
    await pipeline.close()
  })

  afterAll(async () => {
    await database.drop()
  })

  const captureVoid = async (): Promise<string> => {
    const provider_order_id = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const { id } = await pipeline.capture.void({
      order_id: "order_1",
      provider_order_id,
      amount: "10",
      source: "admin",
      captured_by: "request",
    })
    await pipeline.drain()
    return id
  }

  const after = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await pipeline.drain()
  }

  it("waits settleDelayMs, finds the effect, and sends nothing again", async () => {
    const id = await captureVoid()
    effects = [{ type: "applied", reference: "v1" }]

    await after(14_999)
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
      attempt_count: 1,
    })
    await after(1)

    expect(await pipeline.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: "v1",
    })
    expect(provider.sent).toHaveLength(1)
    expect(await pipeline.attempts(id)).toMatchObject([
      { purpose: "send", outcome: "unknown", baseline: { ids: ["v0"] } },
      { purpose: "read_back", outcome: "succeeded" },
    ])
  })

  it("sends again only after two reads, settleDelayMs apart, found nothing", async () => {
    const id = await captureVoid()

    await after(15_000)
    expect(await pipeline.row(id)).toMatchObject({ purpose: "read_back" })
    expect(provider.sent).toHaveLength(1)
    await after(14_999)
    expect(await pipeline.row(id)).toMatchObject({ attempt_count: 2 })
    await after(1)

    expect(provider.sent).toHaveLength(2)
    expect(await pipeline.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: "v2",
    })
    expect(
      (await pipeline.attempts(id)).map(({ purpose, outcome }) => [
        purpose,
        outcome,
      ])
    ).toEqual([
      ["send", "unknown"],
      ["read_back", "unknown"],
      ["read_back", "retry"],
      ["send", "succeeded"],
    ])
  })

  it("finds an effect that lands between the two reads", async () => {
    const id = await captureVoid()
    effects = [{ type: "absent" }, { type: "applied", reference: "v1" }]

    await after(15_000)
    await after(15_000)

    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
    expect(provider.sent).toHaveLength(1)
  })

  it("keeps reading while the record can't be read, and never resends meanwhile", async () => {
    const id = await captureVoid()
    readings = [failed, failed, failed]

    for (let tries = 0; tries < 3; tries++) {
      await after(60_000)
    }
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
      attempt_count: 4,
    })
    expect(provider.sent).toHaveLength(1)

    effects = [{ type: "applied", reference: "v1" }]
    await after(600_000)
    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
  })

  it("asks a person when the record could not be read in the whole window", async () => {
    const id = await captureVoid()
    readings = Array.from({ length: 2_000 }, () => failed)

    for (let hours = 0; hours < 75; hours++) {
      await after(3_600_000)
    }

    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "timeout" },
    })
    expect(provider.sent).toHaveLength(1)
  })

  it("asks a person when the record can't decide", async () => {
    const id = await captureVoid()
    effects = [{ type: "undecidable", reason: "Two look alike." }]

    await after(15_000)

    const row = await pipeline.row(id)
    expect(row).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "undecidable" },
    })
    expect(row.last_error?.message).toContain("Two look alike.")
  })

  it("reads after a process died that may have sent, from its lease's end on", async () => {
    let hang: () => void = () => undefined
    provider.script.onSend = () =>
      new Promise((resolve) => {
        hang = () => {
          resolve(succeeded())
        }
      })
    const dead = pipeline
    const provider_order_id = await dead.register("scripted", "ext_1", {
      total: "100",
    })
    const { id } = await dead.capture.void({
      order_id: "order_1",
      provider_order_id,
      amount: "10",
      source: "admin",
      captured_by: "request",
    })
    dead.dispatcher.kick()
    while (!provider.sent.length) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }

    const other = new Pipeline({
      sql: database.sql,
      clock,
      providers: { scripted: new ScriptedProvider(provider.script) },
    })
    clock.advance(31_500)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    expect(await other.row(id)).toMatchObject({ purpose: "read_back" })
    effects = [{ type: "applied", reference: "v1" }]
    clock.advance(13_500)
    await other.drain()

    expect(await other.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: "v1",
    })
    hang()
    await other.close()
  })
})
