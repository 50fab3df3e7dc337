import {
  Effect,
  RecordReading,
  rejected,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { HeldCalls } from "../support/held-calls"
import { useLedger } from "../support/ledger"
import { error, failed, found } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { VirtualClock } from "../support/virtual-clock"
import { PROOF, RECORDED } from "../../src/provider-kit/__fixtures__/proof"

const timeout = { code: "timeout", message: "No answer came." }
const notRead = failed(timeout)

describe("reading before resending", () => {
  const ledger = useLedger()
  let pipeline: Pipeline
  let provider: ScriptedProvider
  let effects: Effect[]
  let readings: RecordReading[]

  beforeEach(() => {
    effects = []
    readings = []
    provider = new ScriptedProvider({
      void: { readable: true },
      onPrepare: () =>
        Promise.resolve({ type: "proceed", baseline: { ids: ["v0"] } }),
      onSend: () =>
        Promise.resolve(
          provider.sent.length === 1
            ? unknown(timeout)
            : succeeded({ proof: PROOF, reference: "v2" })
        ),
      onRead: () => Promise.resolve(readings.shift() ?? found()),
      onFindEffect: () => effects.shift() ?? { type: "absent" },
    })
    pipeline = ledger.start(provider)
  })

  const captureVoid = async (): Promise<string> =>
    pipeline.void(
      await pipeline.register("scripted", "ext_1", { total: "100" }),
      { amount: "10" }
    )

  /** A void whose first attempt has ended. */
  const sentVoid = async (): Promise<string> => {
    const id = await captureVoid()
    await pipeline.drain()
    return id
  }

  const after = async (ms: number): Promise<void> => {
    ledger.clock.advance(ms)
    await pipeline.drain()
  }

  it("waits settleDelayMs, finds the effect, and sends nothing again", async () => {
    const id = await sentVoid()
    effects = [{ type: "applied", proof: RECORDED, reference: "v1" }]

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

  it("takes no other one's void for its own, though a secret is in its reference", async () => {
    // A password may well be a part of an id by chance.
    provider.secrets = () => ["4711"]
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    provider.script.onSend = () =>
      Promise.resolve(
        provider.sent.length === 1
          ? succeeded({ proof: PROOF, reference: "v-4711-a" })
          : unknown(timeout)
      )
    await pipeline.void(lane, { amount: "10" })
    await pipeline.drain()
    const id = await pipeline.void(lane, { amount: "10" })
    await pipeline.drain()
    readings = [
      found({ voids: [{ id: "v-4711-a", amount: "10", created_at: null }] }),
    ]
    provider.script.onFindEffect = (_, { owned_references }) =>
      owned_references.includes("v-4711-a")
        ? { type: "absent" }
        : { type: "applied", proof: RECORDED, reference: "v-4711-a" }

    await after(15_000)

    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
      last_error: { code: "not_applied_yet" },
    })
  })

  it("sends again only after two reads, settleDelayMs apart, found nothing", async () => {
    const id = await sentVoid()

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
    const id = await sentVoid()
    effects = [
      { type: "absent" },
      { type: "applied", proof: RECORDED, reference: "v1" },
    ]

    await after(15_000)
    await after(15_000)

    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
    expect(provider.sent).toHaveLength(1)
  })

  it("keeps reading while the record can't be read, and never resends meanwhile", async () => {
    const id = await sentVoid()
    readings = [notRead, notRead, notRead]

    for (let tries = 0; tries < 3; tries++) {
      await after(60_000)
    }
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
      attempt_count: 4,
    })
    expect(provider.sent).toHaveLength(1)

    effects = [{ type: "applied", proof: RECORDED, reference: "v1" }]
    await after(600_000)
    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
  })

  it("asks a person when the record could not be read in the whole window", async () => {
    const id = await sentVoid()
    readings = Array.from({ length: 2_000 }, () => notRead)

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
    const id = await sentVoid()
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
    const held = new HeldCalls()
    provider.script.onSend = held.onSend
    // It stands still: it gives nothing up, and doesn't come to read it too.
    const holder = ledger.start(provider, { clock: new VirtualClock() })
    const id = await captureVoid()
    holder.dispatcher.kick()
    await held.arrived(id)

    const [other] = ledger.startWith(provider.script)
    ledger.clock.advance(31_500)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    expect(await other.row(id)).toMatchObject({ purpose: "read_back" })
    effects = [{ type: "applied", proof: RECORDED, reference: "v1" }]
    ledger.clock.advance(13_500)
    await other.drain()

    expect(await other.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: "v1",
    })
    await held.answer(id, succeeded({ proof: PROOF }))
  })

  it("is for a person where it proves not to be done until the window ends", async () => {
    provider.script = {
      ...provider.script,
      onSend: () => Promise.resolve(unknown(timeout)),
    }
    pipeline = ledger.start(provider, {
      options: { retryWindowMs: 12 * 3_600_000 },
    })
    const id = await sentVoid()

    for (;;) {
      const { status, next_attempt_at } = await pipeline.row(id)
      if (status !== "pending" || !next_attempt_at) {
        break
      }
      await after(
        next_attempt_at.getTime() - (await ledger.clock.now()).getTime()
      )
    }

    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "retries_exhausted", cause: "not_applied" },
    })
    // Twelve hours, with half an hour between attempts after a while.
    expect(provider.sent.length).toBeLessThan(40)
  })

  describe("a harmless call that was repeated, and then refused,", () => {
    /** Its outcome is unknown at first, and it is refused after that. */
    const refusedLater = async (readable: boolean): Promise<string> => {
      provider.script = {
        ...provider.script,
        cancel: { harmless_to_repeat: true, readable },
        onSend: () =>
          Promise.resolve(
            provider.sent.length === 1 ? unknown(timeout) : rejected(error)
          ),
      }
      // Capabilities are read when a process starts.
      pipeline = ledger.start(provider)
      await pipeline.register("scripted", "ext_1", { total: "100" })
      const [id] = (await pipeline.cancelOrder()) as [string]
      await pipeline.drain()
      await after(2_000)
      expect(provider.sent).toHaveLength(2)
      return id
    }

    it("is for a person where there is no record: the first may have been done", async () => {
      const id = await refusedLater(false)

      expect(await pipeline.row(id)).toMatchObject({
        status: "needs_review",
        last_error: { code: "outcome_unknown", cause: error.code },
      })
      expect(await pipeline.attempts(id)).toMatchObject([
        { purpose: "send", outcome: "unknown" },
        { purpose: "send", outcome: "rejected" },
      ])
    })

    it("is rejected where a person has said that nothing was applied", async () => {
      const id = await refusedLater(false)

      await pipeline.repair.retry(id, {
        confirm_not_applied: true,
        note: "not in their backend",
      })
      await pipeline.drain()

      expect(provider.sent).toHaveLength(3)
      expect(await pipeline.row(id)).toMatchObject({
        status: "rejected",
        last_error: { code: error.code },
      })
    })

    it("is compared with what was there before the first call", async () => {
      const baselines: unknown[] = []
      provider.script = {
        ...provider.script,
        cancel: { harmless_to_repeat: true, readable: true },
        onPrepare: () =>
          Promise.resolve({
            type: "proceed",
            baseline: { reads: provider.sent.length },
          }),
        onSend: () =>
          Promise.resolve(
            provider.sent.length <= 2 ? unknown(timeout) : rejected(error)
          ),
        onFindEffect: (_call, { baseline }) => {
          baselines.push(baseline)
          return { type: "applied", proof: RECORDED, reference: null }
        },
      }
      pipeline = ledger.start(provider)
      await pipeline.register("scripted", "ext_1", { total: "100" })
      await pipeline.cancelOrder()
      await pipeline.drain()
      await after(2_000)
      await after(4_000)
      await after(15_000)

      expect(provider.sent).toHaveLength(3)
      expect(baselines).toEqual([{ reads: 0 }])
    })

    it("is done where the record shows it", async () => {
      const id = await refusedLater(true)
      effects = [{ type: "applied", proof: RECORDED, reference: null }]

      await after(15_000)

      expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
      expect(provider.sent).toHaveLength(2)
    })

    it("is rejected once two reads have found nothing, and it is refused again", async () => {
      const id = await refusedLater(true)

      await after(15_000)
      await after(15_000)
      await pipeline.drain()

      expect(provider.sent).toHaveLength(3)
      expect(await pipeline.row(id)).toMatchObject({
        status: "rejected",
        last_error: { code: error.code },
      })
    })
  })
})
