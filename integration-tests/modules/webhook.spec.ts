import { type Sandbox, startSandbox } from "../../sandbox"
import { accessTo } from "../../sandbox/access"
import { ProviderChecks } from "../../src/modules/cancellation/operations/provider-check"
import { WebhookCancellationProvider } from "../../src/providers/webhook/service"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { until } from "../support/until"
import { VirtualClock } from "../support/virtual-clock"

const LATER = 3_600_000

describe("a webhook", () => {
  const ledger = useLedger()
  let sandbox: Sandbox
  let sandboxTime: number

  beforeAll(async () => {
    sandbox = await startSandbox({ clock: () => sandboxTime })
  })

  beforeEach(() => {
    sandboxTime = Date.now()
    sandbox.reset()
  })

  afterAll(async () => {
    await sandbox.stop()
  })

  const start = (
    fields: Record<string, unknown> = {},
    clock = ledger.clock
  ): Pipeline => {
    const { url, secrets } = accessTo(sandbox).erp
    const erp = new WebhookCancellationProvider(
      {},
      { url, secrets, unit: "currency", ...fields }
    )
    return ledger.start({ erp }, { clock })
  }

  /** What arrived, and was verified by the receiver. */
  const messages = () =>
    sandbox.erp.journal.filter(({ method }) => method === "POST")

  const idsOf = () => messages().map(({ headers }) => headers["webhook-id"])

  const later = async (pipeline: Pipeline): Promise<void> => {
    ledger.clock.advance(LATER)
    sandboxTime += LATER
    await pipeline.drain()
  }

  it("arrives twice from a worker that is killed and the one after it, and is acted on once", async () => {
    const killed = start({}, new VirtualClock())
    const lane = await killed.register("erp", "order_1", { total: "100" })
    sandbox.erp.faults.next({ type: "hang", effect: "apply" })
    const id = await killed.void(lane, { amount: "30" })
    killed.dispatcher.kick()
    await until(() => sandbox.erp.effects.length === 1)
    void killed.dispatcher.stop(0)

    const other = start()
    // What is left changes meanwhile, and the message doesn't.
    await other.void(lane, { amount: "20" })
    ledger.clock.advance(32_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    await later(other)

    expect(await other.statusOf(id)).toBe("succeeded")
    const [first, second] = messages().filter(
      ({ headers }) => headers["webhook-id"] === id
    )
    expect(second).toBeDefined()
    expect(second?.body).toEqual(first?.body)
    expect(first?.body).toMatchObject({
      type: "order.partially_canceled",
      data: { cancellation_id: id, amount: 30, remaining: 70 },
    })
    expect(sandbox.erp.effects.map(({ kind }) => kind)).toEqual([
      "void",
      "void",
    ])
    expect(idsOf()).toHaveLength(3)
  })

  it("tells of a void what was left when it was asked for, and of a cancel that nothing is", async () => {
    const pipeline = start()
    const lane = await pipeline.register("erp", "order_1", { total: "100" })
    await pipeline.void(lane, { amount: "12.5", reason: "damaged" })
    await pipeline.void(lane, { amount: "7.5" })
    await pipeline.drain()
    await pipeline.cancel(lane, { note: "by Kim" })
    await pipeline.drain()

    expect(messages().map(({ body }) => body)).toMatchObject([
      {
        timestamp: "2030-01-01T00:00:00.000Z",
        data: { amount: 12.5, reason: "damaged", remaining: 87.5 },
      },
      { data: { amount: 7.5, reason: null, remaining: 80 } },
      {
        type: "order.canceled",
        data: { amount: null, note: "by Kim", source: "admin", remaining: 0 },
      },
    ])
  })

  it("pauses its provider where the receiver is gone, and says so", async () => {
    const pipeline = start()
    const lane = await pipeline.register("erp", "order_1", { total: "100" })
    sandbox.erp.faults.next({ type: "respond", status: 410 })
    const id = await pipeline.cancel(lane)
    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      last_error: { code: "gone" },
    })
    expect(await pipeline.providers.retrieve("erp")).toMatchObject({
      is_paused: true,
      pause: {
        by: "auth",
        code: "gone",
        reason: expect.stringContaining("is gone (410)"),
      },
    })
    ledger.clock.advance(60_000)
    await pipeline.drain()
    expect(messages()).toHaveLength(1)

    await pipeline.providers.resume("erp")
    await later(pipeline)
    expect(await pipeline.statusOf(id)).toBe("succeeded")
    expect(new Set(idsOf())).toEqual(new Set([id]))
  })

  it("is tried again by a receiver that asks for time, with the same id", async () => {
    const pipeline = start()
    const lane = await pipeline.register("erp", "order_1", { total: "100" })
    sandbox.erp.faults.next({ type: "throttle", retryAfter: 5 })
    sandbox.erp.faults.next({ type: "respond", status: 503 })
    const id = await pipeline.cancel(lane)
    await pipeline.drain()
    await later(pipeline)
    await later(pipeline)

    expect(await pipeline.statusOf(id)).toBe("succeeded")
    expect(idsOf()).toEqual([id, id, id])
  })

  const deciding = () =>
    start({
      answers: "decide",
      recordUrl: accessTo(sandbox).erp.recordUrl,
    })

  it("is asked what became of it, once it was accepted", async () => {
    const pipeline = deciding()
    const lane = await pipeline.register("erp", "order_1", { total: "100" })
    Object.assign(sandbox.erp.settings, {
      decision: "accepted",
      settlesAfterMs: 2 * LATER,
    })
    const id = await pipeline.void(lane, { amount: "30" })
    await pipeline.drain()
    expect(await pipeline.statusOf(id)).toBe("accepted")
    await later(pipeline)
    expect(await pipeline.statusOf(id)).toBe("accepted")
    await later(pipeline)

    expect(await pipeline.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: `ERP-${id.slice(-6)}`,
    })
    expect(messages()).toHaveLength(1)
    expect(sandbox.erp.journal.at(-1)?.path).toBe(`/hook/messages/${id}`)
  })

  it("is rejected in the receiver's words, at once or after it was accepted", async () => {
    const pipeline = deciding()
    const lane = await pipeline.register("erp", "order_1", { total: "100" })
    sandbox.erp.settings.decision = "rejected"
    const atOnce = await pipeline.void(lane, { amount: "30" })
    await pipeline.drain()
    Object.assign(sandbox.erp.settings, {
      decision: "accepted",
      settlesAfterMs: 10 * LATER,
    })
    const afterwards = await pipeline.void(lane, { amount: "30" })
    await pipeline.drain()
    sandbox.erp.orders.update(afterwards, {
      decision: "rejected",
      settles_at: null,
    })
    await later(pipeline)

    expect(await pipeline.row(atOnce)).toMatchObject({
      status: "rejected",
      last_error: {
        code: "refused_by_receiver",
        provider_code: "shipped",
        provider_message: "The parcel has left",
      },
    })
    expect(await pipeline.row(afterwards)).toMatchObject({
      status: "rejected",
      last_error: {
        code: "turned_down",
        provider_message: "The parcel has left",
      },
    })
    // Both amounts are free again.
    await expect(pipeline.void(lane, { amount: "100" })).resolves.toBeTruthy()
  })

  it("is sent again to learn how it ended, where there is no record", async () => {
    const pipeline = start({ answers: "decide" })
    const lane = await pipeline.register("erp", "order_1", { total: "100" })
    Object.assign(sandbox.erp.settings, {
      decision: "accepted",
      settlesAfterMs: LATER,
    })
    const id = await pipeline.cancel(lane)
    await pipeline.drain()
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      last_error: { code: "settles_later" },
    })
    await later(pipeline)

    expect(await pipeline.statusOf(id)).toBe("succeeded")
    expect(idsOf()).toEqual([id, id])
    expect(sandbox.erp.effects).toHaveLength(1)
  })

  describe("that is checked", () => {
    const checkAt = (pipeline: Pipeline) =>
      new ProviderChecks(pipeline.context, pipeline.logger).check("erp")

    it("is sent a ping, also while it is paused, and stays so", async () => {
      const pipeline = start()
      await pipeline.providers.pause("erp", "by Kim")
      expect(await checkAt(pipeline)).toEqual({
        ok: true,
        message:
          "The receiver answered 204 to a signed message of the type ping.",
      })
      expect(messages().map(({ body }) => body)).toMatchObject([
        { type: "ping", data: {} },
      ])
      expect(sandbox.erp.effects).toEqual([])
      expect(sandbox.erp.orders.all()).toEqual([])
      expect(await pipeline.providers.retrieve("erp")).toMatchObject({
        is_paused: true,
      })
    })

    it("says so where the secret is another one", async () => {
      const pipeline = start({
        secrets: ["whsec_YW5vdGhlci1zZWNyZXQtb2YtMzItYnl0ZXMtLi4uLi4u"],
      })
      expect(await checkAt(pipeline)).toEqual({
        ok: false,
        message: expect.stringContaining("refused the message (401)"),
      })
    })

    it("is sent nothing at boot", () => {
      start()
      expect(sandbox.erp.journal).toEqual([])
    })
  })
})
