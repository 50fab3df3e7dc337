import { once } from "node:events"
import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request,
} from "node:http"
import type { AddressInfo } from "node:net"
import { PROVIDERS, type ProviderName, type Sandbox } from "../../../sandbox"
import { LOOPBACK as HOST } from "../../../scripts/free-port"

/**
 * Stands between one process and the providers, and tells which process has
 * called. A request that has arrived goes on to the provider even if its sender
 * dies.
 */
export class Gateway {
  /** All requests that may change something. */
  sent = 0
  /** How many of these haven't been answered yet. */
  inFlight = 0
  private readonly servers: Server[] = []

  private constructor(
    private readonly sandbox: Sandbox,
    readonly urls: Record<ProviderName, string>
  ) {}

  static async to(sandbox: Sandbox): Promise<Gateway> {
    const gateway = new Gateway(sandbox, {} as Record<ProviderName, string>)
    for (const provider of PROVIDERS) {
      const target = new URL(sandbox[provider].url)
      const server = createServer((incoming, answer) => {
        gateway.pass(incoming, answer, target)
      }).listen(0, HOST)
      await once(server, "listening")
      gateway.servers.push(server)
      const { port } = server.address() as AddressInfo
      gateway.urls[provider] = new URL(
        target.pathname,
        `http://${HOST}:${port}`
      ).href.replace(/\/$/, "")
    }
    return gateway
  }

  close(): void {
    for (const server of this.servers) {
      server.close()
      server.closeAllConnections()
    }
  }

  private pass(
    incoming: IncomingMessage,
    answer: ServerResponse,
    target: URL
  ): void {
    const changes = incoming.method !== "GET"
    if (changes) {
      this.sent += 1
      this.inFlight += 1
    }
    const outgoing = request({
      host: target.hostname,
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: target.host },
    })
    outgoing.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    outgoing.on("error", () => {
      answer.destroy()
    })
    outgoing.on("close", () => {
      this.inFlight -= changes ? 1 : 0
    })
    incoming.pipe(outgoing)
  }
}
