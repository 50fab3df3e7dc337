import { Server, createServer } from "node:http"
import { once } from "node:events"
import { AddressInfo } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { ProviderHttp, succeeded } from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

const RATE = 8
const DUE = 24

describe("a provider's own rate", () => {
  const ledger = useLedger()
  let server: Server

  beforeEach(async () => {
    server = createServer((_request, response) => response.end("{}"))
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
  })

  afterEach(() => {
    server.close()
  })

  const call = async (
    http: ProviderHttp,
    onSent?: () => void
  ): Promise<void> => {
    const { port } = server.address() as AddressInfo
    await http.send(
      { method: "POST", url: `http://127.0.0.1:${port}/`, body: {} },
      { onSent }
    )
  }

  const captured = async (
    pipeline: Pipeline,
    many: number
  ): Promise<string[]> => {
    const ids: string[] = []
    for (let n = 0; n < many; n++) {
      const order_id = `order_${n}`
      await pipeline.register("scripted", `e${n}`, { order_id, total: "1" })
      ids.push(...(await pipeline.cancelOrder(order_id)))
    }
    return ids
  }

  const statusesOf = (pipeline: Pipeline, ids: string[]): Promise<string[]> =>
    Promise.all(ids.map((id) => pipeline.statusOf(id)))

  it("is kept to in any second, however much is due at once", async () => {
    const left: number[] = []
    const pipeline = ledger.start(
      new ScriptedProvider({
        onSend: async (_, { http }) => {
          await call(http, () => left.push(performance.now()))
          return succeeded({ proof: PROOF })
        },
      }),
      { concurrency: 100, requestsPerSecond: RATE }
    )
    const ids = await captured(pipeline, DUE)

    await pipeline.drain()

    expect(await statusesOf(pipeline, ids)).toEqual(ids.map(() => "succeeded"))
    expect(left).toHaveLength(DUE)
    left.slice(RATE).forEach((time, index) => {
      expect(time - (left[index] as number)).toBeGreaterThanOrEqual(1_000)
    })
  })

  it("leaves nothing to a person of what waits for its turn in a process that is killed", async () => {
    let prepared = 0
    const killed = ledger.start(
      new ScriptedProvider({
        onPrepare: () => {
          prepared += 1
          return Promise.resolve({ type: "proceed", baseline: null })
        },
        onSend: async (_, { http }) => {
          await call(http)
          return succeeded({ proof: PROOF })
        },
      }),
      // One call in so many seconds that no other one gets its turn.
      { requestsPerSecond: 0.005 }
    )
    const ids = await captured(killed, 5)
    killed.dispatcher.kick()
    await until(
      async () =>
        prepared === ids.length &&
        (await statusesOf(killed, ids)).includes("succeeded")
    )
    // Long enough to mark them, if anything did.
    await pause(200)
    await killed.dispatcher.stop(0)

    expect(
      await rowsOf(
        ledger.database.sql,
        "select 1 from cncl_attempt where send_started_at is not null"
      )
    ).toHaveLength(1)

    const [other, provider] = ledger.startWith()
    ledger.clock.advance(32_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    expect(provider.sent).toHaveLength(ids.length - 1)
    expect(await statusesOf(other, ids)).toEqual(ids.map(() => "succeeded"))
  })

  it("marks and sends nothing that waits for its turn once its process is stopped", async () => {
    const stopped = ledger.start(
      new ScriptedProvider({
        onSend: async (_, { http }) => {
          await call(http)
          return succeeded({ proof: PROOF })
        },
      }),
      { requestsPerSecond: 1 }
    )
    const ids = await captured(stopped, 3)
    stopped.dispatcher.kick()
    await until(async () =>
      (await statusesOf(stopped, ids)).includes("succeeded")
    )

    await stopped.dispatcher.stop(10_000)

    expect((await statusesOf(stopped, ids)).sort()).toEqual([
      "pending",
      "pending",
      "succeeded",
    ])
    expect(
      await rowsOf(
        ledger.database.sql,
        "select 1 from cncl_attempt where send_started_at is not null"
      )
    ).toHaveLength(1)
  })
})
