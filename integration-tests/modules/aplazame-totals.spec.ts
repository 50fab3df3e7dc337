import { Server, createServer } from "node:http"
import { AddressInfo } from "node:net"
import { AplazameCancellationProvider } from "../../src/providers/aplazame/service"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"

/**
 * An Aplazame that shows no total. Of an order of 100.50, 40.50 were captured
 * and the other 60 voided.
 */
const answerTo = (method = "", url = ""): [status: number, body: unknown] => {
  if (method === "GET") {
    return url.endsWith("/void")
      ? [200, { remaining_amount: 0, results: [{ id: "v-1", amount: 6_000 }] }]
      : [200, { status: "ok", cancelled: null }]
  }
  return [409, { error: { type: "conflict", message: "Captured." } }]
}

describe("a whole cancel at an Aplazame that shows no total", () => {
  const ledger = useLedger()
  let server: Server
  let pipeline: Pipeline
  let calls: string[]

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [status, body] = answerTo(request.method, request.url)
      calls.push(`${request.method} ${request.url}`)
      request.resume()
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve)
    })
  })

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
  })

  const start = (fullCancel: "cancel" | "void"): void => {
    calls = []
    const { port } = server.address() as AddressInfo
    pipeline = ledger.start({
      aplazame: new AplazameCancellationProvider(
        {},
        {
          baseUrl: `http://127.0.0.1:${port}`,
          privateKey: "key-12345",
          fullCancel,
        }
      ),
    })
  }

  /** A total as the release before stored it: what remained and was voided. */
  const inferred = async (): Promise<string> => {
    const lane = await pipeline.register("aplazame", "m-1")
    await pipeline.book.setTotal(lane, "60", "provider")
    return lane
  }

  /** A total that somebody corrected down. */
  const corrected = async (): Promise<string> => {
    const lane = await pipeline.register("aplazame", "m-1", { total: "100.5" })
    await pipeline.book.correct(lane, { amount: "60" })
    return lane
  }

  it.each([
    ["void", "inferred", inferred],
    ["void", "explicit", corrected],
    ["cancel", "inferred", inferred],
    ["cancel", "explicit", corrected],
  ] as const)(
    "by %s is not done because voids add up to an %s total",
    async (fullCancel, _what, register) => {
      start(fullCancel)
      const id = await pipeline.cancel(await register())
      await pipeline.drain()

      expect(await pipeline.row(id)).toMatchObject({
        status: "rejected",
        last_error: { code: "nothing_to_void" },
      })
      expect(calls.includes("POST /orders/m-1/cancel")).toBe(
        fullCancel === "cancel"
      )
    }
  )
})
