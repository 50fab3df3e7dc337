import { createServer } from "node:http"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { setImmediate } from "node:timers/promises"

import { Answer } from "./answer"
import type { ProviderApi, SystemName } from "./api"
import { control, CONTROL_PREFIX } from "./control"
import { Faults } from "./faults"
import type { Effect, JournalEntry } from "./journal"
import { Journal } from "./journal"
import type { Orders } from "./orders"
import { play } from "./play"
import { journalBody, readText, toApiRequest } from "./request"
import { Timers } from "./timers"

const HOST = "127.0.0.1"

/** One simulated provider: its server, its state, and its faults. */
export interface SimulatedProvider<Credentials, Settings, Input, Order> {
  readonly name: SystemName
  /** The base URL for a client's configuration. */
  readonly url: string
  /** The only credentials that it accepts. */
  readonly credentials: Credentials
  /** What differs between installations, or isn't documented. */
  readonly settings: Settings
  readonly orders: Orders<Input, Order>
  /** Every request that arrived, oldest first. The array grows. */
  readonly journal: readonly JournalEntry[]
  /** Every change of state, oldest first. Each must be there only once. */
  readonly effects: readonly Effect[]
  readonly faults: Faults
  /** Stops listening, so connections are refused. The state is kept. */
  down(): Promise<void>
  /** Listens again on the same port. */
  up(): Promise<void>
  /** Forgets orders, journal, settings, faults and requests in flight. */
  reset(): void
}

export class ProviderServer<
  Credentials,
  Settings,
  Input,
  Order extends object,
> implements SimulatedProvider<Credentials, Settings, Input, Order> {
  readonly faults = new Faults()
  private readonly log: Journal
  private readonly timers = new Timers()
  private readonly sockets = new Set<Socket>()
  private readonly inFlight = new Set<ServerResponse>()
  private server: Server | null = null

  constructor(
    private readonly api: ProviderApi<Credentials, Settings, Input, Order>,
    private port: number,
    clock: () => number
  ) {
    this.log = new Journal(clock)
  }

  get name(): SystemName {
    return this.api.name
  }

  get url(): string {
    return `http://${HOST}:${this.port}${this.api.basePath}`
  }

  get credentials(): Credentials {
    return this.api.credentials
  }

  get settings(): Settings {
    return this.api.settings
  }

  get orders() {
    return this.api.orders
  }

  get journal(): readonly JournalEntry[] {
    return this.log.entries
  }

  get effects(): readonly Effect[] {
    return this.log.effects
  }

  async up(): Promise<void> {
    if (this.server) {
      return
    }
    const server = createServer((request, response) => {
      void this.receive(request, response)
    })
    // longer than any client keeps an idle connection, so that the server never
    // closes one under a request
    server.keepAliveTimeout = 65_000
    server.on("connection", (socket) => {
      this.sockets.add(socket)
      socket.on("close", () => this.sockets.delete(socket))
    })

    await new Promise<void>((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) =>
        reject(
          error.code === "EADDRINUSE"
            ? new Error(
                `Port ${this.port} for ${this.name} is in use: stop what ` +
                  "listens there, or choose another port."
              )
            : error
        )
      )
      server.listen(this.port, HOST, resolve)
    })
    this.server = server
    this.port = (server.address() as AddressInfo).port
  }

  async down(): Promise<void> {
    const server = this.server
    if (!server) {
      return
    }
    this.server = null
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    this.sockets.forEach((socket) => socket.destroy())
    await closed
    // Clients in this process notice within two turns of the event loop. Their
    // next call is then refused, and doesn't use a dead pooled socket.
    await setImmediate()
    await setImmediate()
  }

  reset(): void {
    // comes first: an old effect must not land in the new state
    this.timers.clear()
    this.inFlight.forEach((response) => response.destroy())
    this.faults.clear()
    this.log.clear()
    this.api.reset()
  }

  /** Stops for good. No socket and no timer is left. */
  async stop(): Promise<void> {
    this.timers.clear()
    await this.down()
  }

  private async receive(
    incoming: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const isControl = incoming.url?.startsWith(CONTROL_PREFIX)
    if (!isControl) {
      this.inFlight.add(response)
      response.on("close", () => this.inFlight.delete(response))
    }

    const raw = await readText(incoming)
    if (raw === null) {
      return
    }
    const request = toApiRequest(incoming, raw)
    if (isControl) {
      const answer = new Answer(response, { status: null }, this.timers)
      answer.send(control(this, request))
      return
    }

    const entry = this.log.open({
      provider: this.name,
      method: request.method,
      path: request.path + request.query,
      headers: request.headers,
      body: journalBody(request.body),
    })
    play(this.faults.take(request.method, entry.path), {
      apply: () =>
        this.api.handle(request, (effect) => this.log.record(entry, effect)),
      throttled: () => this.api.throttled(),
      answer: new Answer(response, entry, this.timers),
      timers: this.timers,
    })
  }
}
