import { once } from "node:events"
import { AddressInfo, createServer, Server, Socket } from "node:net"
import { createServer as createTlsServer } from "node:tls"
import { ProviderHttpClient, type ProviderHttpOptions } from "../http/client"
import { type Exchange } from "../http/exchange"

export interface ReceivedRequest {
  /** Counted over all connections, from 0. */
  index: number
  /** Which connection it arrived on, counted from 1. */
  connection: number
  /** `PATCH /order HTTP/1.1` */
  line: string
  headers: [name: string, value: string][]
  body: string
}

type OnRequest = (request: ReceivedRequest, socket: Socket) => void

/** The bytes of an answer with a `content-length`. */
export const reply = (
  status: number,
  body = "",
  headers: Record<string, string> = {}
): string =>
  [
    `HTTP/1.1 ${status} Whatever`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(status === 204 ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
    "",
    body,
  ].join("\r\n")

/**
 * A provider as bytes: the test sees what it received and decides when it
 * answers.
 */
export class LoopbackServer {
  readonly requests: ReceivedRequest[] = []
  readonly open = new Set<Socket>()
  /** Which connections are closed, counted from 1. */
  readonly closed = new Set<number>()
  connections = 0
  mostOpen = 0
  /** Bytes of requests, counted after decryption where there is TLS. */
  bytes = 0

  private constructor(
    private readonly server: Server,
    private readonly scheme: "http" | "https",
    private readonly onRequest: OnRequest
  ) {
    server.on("connection", (socket: Socket) => {
      this.connections += 1
      const connection = this.connections
      this.open.add(socket)
      this.mostOpen = Math.max(this.mostOpen, this.open.size)
      socket.on("error", () => undefined)
      socket.on("close", () => {
        this.open.delete(socket)
        this.closed.add(connection)
      })
    })
    server.on(
      scheme === "https" ? "secureConnection" : "connection",
      (socket: Socket) => {
        this.read(socket, this.connections)
      }
    )
  }

  static async listen(
    onRequest: OnRequest,
    tls?: { key: string; cert: string }
  ): Promise<LoopbackServer> {
    const server = tls ? createTlsServer(tls) : createServer()
    const loopback = new LoopbackServer(
      server,
      tls ? "https" : "http",
      onRequest
    )
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    return loopback
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  url(path = "/order"): string {
    return `${this.scheme}://127.0.0.1:${this.port}${path}`
  }

  get lines(): string[] {
    return this.requests.map(({ line }) => line)
  }

  async close(): Promise<void> {
    for (const socket of this.open) {
      socket.destroy()
    }
    if (this.server.listening) {
      this.server.close()
      await once(this.server, "close")
    }
  }

  private read(socket: Socket, connection: number): void {
    let pending = ""
    socket.on("error", () => undefined)
    socket.on("data", (chunk: Buffer) => {
      this.bytes += chunk.length
      pending += chunk.toString("latin1")
      for (;;) {
        const end = pending.indexOf("\r\n\r\n")
        if (end < 0) {
          return
        }
        const [line = "", ...lines] = pending.slice(0, end).split("\r\n")
        const headers = lines.map((header): [string, string] => {
          const colon = header.indexOf(":")
          return [header.slice(0, colon), header.slice(colon + 1).trim()]
        })
        const length = Number(
          headers.find(([name]) => name === "content-length")?.[1] ?? 0
        )
        const body = pending.slice(end + 4, end + 4 + length)
        if (body.length < length) {
          return
        }
        pending = pending.slice(end + 4 + length)
        const request: ReceivedRequest = {
          index: this.requests.length,
          connection,
          line,
          headers,
          body: Buffer.from(body, "latin1").toString("utf8"),
        }
        this.requests.push(request)
        this.onRequest(request, socket)
      }
    })
  }
}

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Waits up to 2 s. */
export const until = async (condition: () => boolean): Promise<void> => {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 2_000) {
      throw new Error("It did not come true within 2 s.")
    }
    await sleep(5)
  }
}

/** Servers and clients that are closed after each test. */
export const useLoopback = () => {
  const opened: { close(): Promise<void> }[] = []

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()))
  })

  const kept = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one)
    return one
  }

  return {
    listen: async (
      onRequest: OnRequest,
      tls?: { key: string; cert: string }
    ): Promise<LoopbackServer> =>
      kept(await LoopbackServer.listen(onRequest, tls)),

    client: (options: Partial<ProviderHttpOptions> = {}): ProviderHttpClient =>
      kept(
        new ProviderHttpClient({
          concurrency: 10,
          requestTimeoutMs: 2_000,
          allowPrivateHosts: [],
          ...options,
        })
      ),

    /** A port on which nobody listens. */
    closedPort: async (): Promise<number> => {
      const server = await LoopbackServer.listen(() => undefined)
      const { port } = server
      await server.close()
      return port
    },
  }
}

/** What became of a request, without the request itself. */
export const resultOf = async (
  exchange: Promise<Exchange>
): Promise<Exchange["result"]> => (await exchange).result
