import { metrics as sdk } from "@medusajs/framework/opentelemetry/sdk-node"
import { metrics } from "@medusajs/framework/opentelemetry/api"
import { recipientsOf } from "../../src/modules/cancellation/core/telling/recipients"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { Outlet } from "../../src/modules/cancellation/operations/messenger"
import { rejected, retry, succeeded } from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { error } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const OPS = { channel: "email", to: "ops@example.com" }

/** An outlet that keeps what it took, and may refuse. */
class Mailbox implements Outlet {
  readonly posted: string[] = []
  readonly sent: string[] = []
  isAway = false

  post: Outlet["post"] = ({ event, provider_id, count }) =>
    this.take(this.posted, `${count} ${event} ${provider_id}`)

  send: Outlet["send"] = ({ channel, to, subject, lines }) =>
    this.take(
      this.sent,
      `${channel} ${to}: ${subject}: ${lines.map(({ title }) => title).join("; ")}`
    )

  private take(taken: string[], line: string): Promise<void> {
    if (this.isAway) {
      return Promise.reject(new Error("no provider for that channel"))
    }
    taken.push(line)
    return Promise.resolve()
  }
}

describe("people", () => {
  const ledger = useLedger()
  let mailbox: Mailbox
  let orders: number

  const start = (options: Record<string, unknown> = {}): Pipeline =>
    ledger.start(
      new ScriptedProvider({ onSend: () => Promise.resolve(rejected(error)) }),
      { options }
    )

  const refuseOne = async (pipeline: Pipeline): Promise<void> => {
    const order_id = `order_${++orders}`
    await pipeline.register("scripted", `ext_${orders}`, { order_id })
    await pipeline.cancelOrder(order_id)
    await pipeline.drain()
  }

  const left = async (): Promise<number> =>
    (await rowsOf(ledger.database.sql, "select id from cncl_notice")).length

  beforeEach(() => {
    mailbox = new Mailbox()
    orders = 0
  })

  it("are told in the feed at once, of several as one", async () => {
    const pipeline = start()
    await refuseOne(pipeline)
    await refuseOne(pipeline)

    await pipeline.messenger.tell(mailbox)
    await pipeline.messenger.tell(mailbox)

    expect(mailbox.posted).toEqual(["2 cancellation.rejected scripted"])
    expect(await left()).toBe(0)
  })

  it("are told by message once a storm has had its minute", async () => {
    const pipeline = start({
      notify: [{ ...OPS, on: ["cancellation.rejected"] }],
      language: "es",
    })
    await refuseOne(pipeline)
    ledger.clock.advance(MINUTE - 1)
    await refuseOne(pipeline)
    await pipeline.messenger.tell(mailbox)
    expect(mailbox.sent).toEqual([])

    ledger.clock.advance(1)
    await pipeline.messenger.tell(mailbox)

    expect(mailbox.sent).toEqual([
      "email ops@example.com: scripted ha rechazado 2 cancelaciones: scripted ha rechazado 2 cancelaciones",
    ])
    expect(await left()).toBe(0)
  })

  it("get a digest after the hour, from another process than noted it", async () => {
    const options = {
      notify: [
        {
          ...OPS,
          on: ["cancellation.rejected", "cancellation_provider.paused"],
          digest: "hourly",
        },
      ],
    }
    const first = start(options)
    await refuseOne(first)
    await first.providers.pause("scripted", "they migrate")
    first.announcer.kick()
    await first.announcer.idle()
    await first.messenger.tell(mailbox)
    expect(mailbox.sent).toEqual([])

    ledger.clock.advance(HOUR)
    await start(options).messenger.tell(mailbox)

    expect(mailbox.sent).toEqual([
      "email ops@example.com: Cancellations of the last hour: scripted refused a cancellation; Nothing is sent to scripted any more",
    ])
  })

  it("are told at once though a day's digest is long already", async () => {
    const pipeline = start({
      notify: [
        { ...OPS, on: ["cancellation.succeeded"], digest: "daily" },
        { ...OPS, on: ["cancellation.rejected"] },
      ],
    })
    const { key } = recipientsOf([{ ...OPS, on: [] }]).at(-1)!
    const noted = await ledger.clock.now()
    await rowsOf(
      ledger.database.sql,
      `insert into cncl_notice
         (recipient, name, subject_id, provider_id, happened_at)
       select :key, 'cancellation.succeeded', 'cncl_' || n, 'scripted', :noted
       from generate_series(1, 5000) n`,
      { key, noted }
    )
    await refuseOne(pipeline)
    await pipeline.messenger.tell(mailbox)
    expect(mailbox.posted).toEqual(["1 cancellation.rejected scripted"])

    ledger.clock.advance(MINUTE)
    await pipeline.messenger.tell(mailbox)
    expect(mailbox.sent).toEqual([
      "email ops@example.com: scripted refused a cancellation: scripted refused a cancellation",
    ])
    expect(await left()).toBe(5_000)
  })

  it("are told by a process that was killed before it announced", async () => {
    const options = { notify: [{ ...OPS, on: ["cancellation.rejected"] }] }
    const dying = start(options)
    jest.spyOn(dying.announcer, "kick").mockImplementation(() => undefined)
    await refuseOne(dying)
    expect(await left()).toBe(0)

    const other = start(options)
    other.announcer.kick()
    await other.announcer.idle()
    ledger.clock.advance(MINUTE)
    await other.messenger.tell(mailbox)

    expect(mailbox.posted).toHaveLength(1)
    expect(mailbox.sent).toHaveLength(1)
  })

  it("are told again and again until it is taken, and others meanwhile", async () => {
    const pipeline = start()
    await refuseOne(pipeline)
    mailbox.isAway = true
    await pipeline.messenger.tell(mailbox)
    expect(pipeline.logger.lines.at(-1)?.text).toBe(
      `medusa-plugin-cancellation: the dashboard's feed could not be told of cancellation.rejected, and is again in 30 seconds. Does the store's Notification module have a provider for that channel? no provider for that channel`
    )

    mailbox.isAway = false
    await pipeline.messenger.tell(mailbox)
    expect(mailbox.posted).toEqual([])

    ledger.clock.advance(30_000)
    await pipeline.messenger.tell(mailbox)
    expect(mailbox.posted).toEqual(["1 cancellation.rejected scripted"])
  })

  it("are told once by two processes at once", async () => {
    const processes = [start(), start()]
    await refuseOne(processes[0]!)

    await Promise.all(processes.map(({ messenger }) => messenger.tell(mailbox)))

    expect(mailbox.posted).toHaveLength(1)
    expect(await left()).toBe(0)
  })

  describe("and a circuit that opened", () => {
    /** One call is throttled, which opens it for ten seconds. */
    const opened = async (): Promise<Pipeline> => {
      const outcomes = [
        retry({ ...error, code: "throttled" }, { retry_after_ms: 10_000 }),
      ]
      const pipeline = ledger.start(
        new ScriptedProvider({
          onSend: () =>
            Promise.resolve(outcomes.shift() ?? succeeded({ proof: PROOF })),
        })
      )
      await pipeline.register("scripted", "ext_1")
      await pipeline.cancelOrder()
      await pipeline.drain()
      await pipeline.messenger.tell(mailbox)
      expect(mailbox.posted).toEqual([])
      expect(await left()).toBe(1)
      return pipeline
    }

    it("are told after a minute, if it still is", async () => {
      const pipeline = await opened()
      ledger.clock.advance(MINUTE)

      await pipeline.messenger.tell(mailbox)

      expect(mailbox.posted).toEqual([
        "1 cancellation_provider.paused scripted",
      ])
    })

    it("never hear of it, if it closed", async () => {
      const pipeline = await opened()
      ledger.clock.advance(11_000)
      await pipeline.drain()
      expect(await left()).toBe(2)
      ledger.clock.advance(MINUTE)

      await pipeline.messenger.tell(mailbox)

      expect(mailbox.posted).toEqual([])
      expect(await left()).toBe(0)
    })
  })
})

describe("a meter", () => {
  const exporter = new sdk.InMemoryMetricExporter(
    sdk.AggregationTemporality.CUMULATIVE
  )
  const reader = new sdk.PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: HOUR,
  })
  const provider = new sdk.MeterProvider({ readers: [reader] })
  const ledger = useLedger()

  beforeAll(() => {
    metrics.setGlobalMeterProvider(provider)
  })

  afterAll(async () => {
    metrics.disable()
    await provider.shutdown()
  })

  it("hears of what is due, in flight, and how it ended", async () => {
    const pipeline = ledger.start(
      new ScriptedProvider({ onSend: () => Promise.resolve(rejected(error)) })
    )
    await pipeline.register("scripted", "ext_1")
    await pipeline.cancelOrder()
    ledger.clock.advance(5_000)
    await pipeline.drain()
    await pipeline.providers.pause("scripted", null)
    const lane = await pipeline.register("scripted", "ext_2", {
      order_id: "order_2",
    })
    await pipeline.cancel(lane, { order_id: "order_2" })

    await reader.forceFlush()

    const points = Object.fromEntries(
      exporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap((scope) => scope.metrics)
        .map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => [attributes, value]),
        ])
    )
    const ended = {
      "cancellation.provider": "scripted",
      "cancellation.kind": "cancel",
      "cancellation.status": "rejected",
    }
    const of = { "cancellation.provider": "scripted" }
    expect(points).toMatchObject({
      "cancellation.outcomes": [[ended, 1]],
      "cancellation.time_to_settle": [[ended, { count: 1, sum: 5 }]],
      "cancellation.due": [[of, 1]],
      "cancellation.in_flight": [[of, 0]],
    })
  })
})
