import { once } from "node:events"
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from "node:http"
import { AddressInfo } from "node:net"
import { FakeAnswer, FakeApi, FakeRequest } from "../types"
import { Fault, send } from "./faults"
import { checked, mistake } from "./mistakes"
import { readRequest } from "./request"

/** A request, and the API's answer to it. */
export interface Received {
  request: FakeRequest
  /** Null where a fault answered in the API's place. */
  answer: FakeAnswer | null
}

/** The fake API behind a real server on loopback, on its own port. */
export class FakeServer {
  readonly received: Received[] = []
  /** Finds the fault for a request, or null. */
  faultFor: (request: FakeRequest) => Fault | null = () => null

  private constructor(
    private readonly server: Server,
    private readonly api: FakeApi
  ) {
    // This is longer than the client keeps an idle connection, so the server
    // never closes one under a request.
    server.keepAliveTimeout = 65_000
    server.on("request", (incoming: IncomingMessage, response) => {
      void this.receive(incoming, response)
    })
  }

  /**
   * @param port - 0 for a free one
   * @throws where the port is taken
   */
  static async listen(api: FakeApi, port = 0): Promise<FakeServer> {
    const server = createServer()
    const fake = new FakeServer(server, api)
    server.listen(port, "127.0.0.1")
    await once(server, "listening")
    return fake
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Refuses connections from now on. */
  async close(): Promise<void> {
    if (this.server.listening) {
      const closed = once(this.server, "close")
      this.server.close()
      this.server.closeAllConnections()
      await closed
    }
  }

  private async receive(
    incoming: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const request = await readRequest(incoming)
    if (!request) {
      return
    }
    const received: Received = { request, answer: null }
    this.received.push(received)
    const apply = (): FakeAnswer => (received.answer = this.handle(request))
    const fault = this.faultFor(request)
    if (fault) {
      fault({ apply, response })
    } else {
      this.answer(response, received, apply())
    }
  }

  /** A mistake in the fake fails visibly, instead of as a test that hangs. */
  private handle(request: FakeRequest): FakeAnswer {
    try {
      return checked(this.api.handle(request))
    } catch (error) {
      return mistake("threw", error)
    }
  }

  /** What can't be sent is found where it is written out, before any byte. */
  private answer(
    response: ServerResponse,
    received: Received,
    answer: FakeAnswer
  ): void {
    try {
      send(response, answer)
    } catch (error) {
      received.answer = mistake("gave an answer that can't be sent", error)
      send(response, received.answer)
    }
  }
}
