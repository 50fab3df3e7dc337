import { createServer } from "node:http"
import { once } from "node:events"
import { AddressInfo } from "node:net"
import { succeeded } from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { ScriptedProvider } from "../support/scripted-provider"

const RATE = 8
const DUE = 24

describe("a provider's own rate", () => {
  const ledger = useLedger()

  it("is kept to in any second, however much is due at once", async () => {
    const server = createServer((_request, response) => response.end("{}"))
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    const left: number[] = []
    const pipeline = ledger.start(
      new ScriptedProvider({
        onSend: async (_, { http }) => {
          await http.send(
            { method: "POST", url: `http://127.0.0.1:${port}/`, body: {} },
            { onSent: () => left.push(performance.now()) }
          )
          return succeeded({ proof: PROOF })
        },
      }),
      { concurrency: 100, requestsPerSecond: RATE }
    )
    const ids: string[] = []
    for (let n = 0; n < DUE; n++) {
      const order_id = `order_${n}`
      await pipeline.register("scripted", `e${n}`, { order_id, total: "1" })
      ids.push(...(await pipeline.cancelOrder(order_id)))
    }

    await pipeline.drain()
    server.close()

    expect(await Promise.all(ids.map((id) => pipeline.statusOf(id)))).toEqual(
      ids.map(() => "succeeded")
    )
    expect(left).toHaveLength(DUE)
    left.slice(RATE).forEach((time, index) => {
      expect(time - (left[index] as number)).toBeGreaterThanOrEqual(1_000)
    })
  })
})
