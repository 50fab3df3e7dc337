import { once } from "node:events"
import { Server, createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** What becomes of an order's cancellation: its id at the carrier begins so. */
export const ENDS = ["succeeded", "rejected", "needs_review"] as const

export type End = (typeof ENDS)[number]

const ANSWERS: Record<End, [status: number, body: object]> = {
  succeeded: [200, { status: "cancelled" }],
  rejected: [422, { message: "It was shipped." }],
  needs_review: [500, {}],
}

/** The carrier's API, on loopback. */
export class CarrierApi {
  /** Each call that arrived, by the order's id. */
  readonly calls: string[] = []
  private readonly server: Server

  constructor() {
    this.server = createServer(({ url = "" }, response) => {
      const id = url.split("/")[2] ?? ""
      this.calls.push(id)
      const end = ENDS.find((one) => id.startsWith(one))
      const [status, body] = end ? ANSWERS[end] : [404, {}]
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify(body))
    })
  }

  /** @returns its base URL */
  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1")
    await once(this.server, "listening")
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, "close")
  }
}
